import type { Covering } from '../brush/operation.ts'
import type { StrokeTool } from '../brush/stroke.ts'
import { label } from '../label.ts'

/** Which tones dodging and burning act on most. */
export const toneRanges = ['shadows', 'midtones', 'highlights'] as const
export type ToneRange = (typeof toneRanges)[number]

export interface ToneOptions {
  readonly direction: 'dodge' | 'burn'
  readonly range: ToneRange
  /** 0 to 1. */
  readonly exposure: number
}

/** How much a lightness of 0 to 1 belongs to each range. */
const shares: Record<ToneRange, (lightness: number) => number> = {
  shadows: (l) => (1 - l) ** 2,
  midtones: (l) => 4 * l * (1 - l),
  highlights: (l) => l ** 2,
}

/**
 * Every channel after dodging or burning, by the pixel's luma (times 256) and the channel's value: a power of it, so that
 * black and white stay, nothing is clipped, and tones keep their order. A whole exposure takes a power of a half, or two.
 */
export function toneTable({ direction, range, exposure }: ToneOptions): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 256)
  for (let luma = 0; luma < 256; luma++) {
    const amount = exposure * shares[range](luma / 255)
    const power = 2 ** (direction === 'dodge' ? -amount : amount)
    for (let value = 0; value < 256; value++) table[256 * luma + value] = 255 * (value / 255) ** power
  }
  return table
}

/** Brightens or darkens, like light held back from or added to a print. */
export const toningBrush = (options: ToneOptions): StrokeTool => ({
  entry: label(options.direction),
  adds: false,
  operation(): Covering {
    const table = toneTable(options)
    return {
      kind: 'covering',
      paint(pixels, coverage) {
        for (let i = 0, at = 0; i < coverage.length; i++, at += 4) {
          const share = coverage[i]! / 255
          if (share === 0) continue
          const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
          const row = 256 * Math.round(0.3 * r + 0.59 * g + 0.11 * b)
          pixels[at] = r + share * (table[row + r]! - r)
          pixels[at + 1] = g + share * (table[row + g]! - g)
          pixels[at + 2] = b + share * (table[row + b]! - b)
        }
      },
    }
  },
})
