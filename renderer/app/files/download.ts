import type { Written } from '../../../electron/contract/fileEnds.ts'

/** Hands bytes to the browser as a download. */
export function download(name: string, { bytes }: Written): void {
  if (!bytes) return
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
