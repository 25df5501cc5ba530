import { crc32 } from 'node:zlib'
import type { Random } from '../../electron/nets/random.ts'

/** The ways in which a file is damaged. */
export const hurts = ['truncated', 'flipped', 'forged'] as const
export type Hurt = (typeof hurts)[number]

/** What sizes and counts are forged to. */
const EXTREMES = [0, 1, 2, 0x7f, 0xff, 0x100, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]

/** Where most of what describes a file stands. */
const HEADER_BYTES = 512

/** A copy of `bytes`: cut off anywhere, with some bits flipped, or with extreme numbers in place of some of its own. */
export function hurt(bytes: Uint8Array, how: Hurt, random: Random): Uint8Array {
  if (how === 'truncated') return bytes.slice(0, below(random, bytes.length))
  const copy = Uint8Array.from(bytes)
  if (how === 'flipped')
    for (let count = 1 + below(random, 32); count > 0; count--)
      copy[place(random, copy)]! ^= 1 << below(random, 8)
  else if (isText(bytes)) return forgedText(bytes, random)
  else for (let count = 1 + below(random, 3); count > 0; count--) forge(copy, random)
  // A reader that checks sums would look no further; whoever forges a file mends them.
  return isPng(copy) ? withSums(copy) : copy
}

export const below = (random: Random, limit: number): number => Math.floor(random.uniform() * limit)

/** An offset in the header, three times of four. */
function place(random: Random, { length }: Uint8Array): number {
  return below(random, random.uniform() < 0.75 ? Math.min(HEADER_BYTES, length) : length)
}

function forge(bytes: Uint8Array, random: Random): void {
  const size = random.uniform() < 0.5 ? 2 : 4
  const at = Math.min(place(random, bytes), bytes.length - size)
  if (at < 0) return
  const value = EXTREMES[below(random, EXTREMES.length)]!
  const littleEndian = random.uniform() < 0.5
  for (let i = 0; i < size; i++) bytes[at + (littleEndian ? i : size - 1 - i)] = (value / 256 ** i) & 0xff
}

/** Puts an extreme number in place of one that is written in digits. */
function forgedText(bytes: Uint8Array, random: Random): Uint8Array {
  const content = Buffer.from(bytes).toString('latin1')
  const numbers = [...content.matchAll(/\d+/g)]
  if (numbers.length === 0) return bytes
  const { 0: digits, index } = numbers[below(random, numbers.length)]!
  const extreme = String(EXTREMES[below(random, EXTREMES.length)]! * (random.uniform() < 0.3 ? -1 : 1))
  return Buffer.from(content.slice(0, index) + extreme + content.slice(index + digits.length), 'latin1')
}

const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, HEADER_BYTES).every((byte) => byte >= 9 && byte < 127)

const isPng = (bytes: Uint8Array): boolean => bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47

/** A PNG with the check sums that its chunks, as they are now, should have. */
function withSums(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at)
    if (end + 4 > bytes.length) break
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)))
    at = end + 4
  }
  return bytes
}
