import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const isRoot = process.getuid?.() === 0

/** Mounts a small disk, as only root of Linux may. @param options of `mount`; @returns false where even root may not */
export function mountDisk(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export const unmountDisk = (folder: string): void => void execFileSync('umount', ['-l', folder])

/** Leaves not a byte of a disk of less than `bytes`, in a file whose path it returns. */
export function fillDisk(disk: string, bytes = 1e7): string {
  const filler = join(disk, '.filler')
  try {
    writeFileSync(filler, Buffer.alloc(bytes))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return filler
    throw error
  }
  throw new Error(`${disk} has room for more than ${bytes} bytes.`)
}
