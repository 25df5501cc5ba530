/** A fresh id that is safe as a file name: `layer-1f0c…`. */
export function newId(prefix: string): string {
  const random = crypto.getRandomValues(new Uint8Array(8))
  return `${prefix}-${Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
