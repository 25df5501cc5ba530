import { basename } from 'node:path'

/** One picture in ten is never trained on. */
export const HELD_OUT = 10

/** Whether a picture is kept for measuring, by its file name alone: another folder or order changes nothing. */
export function isHeldOut(path: string): boolean {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(basename(path))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash % HELD_OUT === 0
}
