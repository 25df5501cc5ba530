import { z } from 'zod'

/** The longest side a picture may have, in pixels: the largest canvas every supported browser engine holds. */
export const MAX_SIDE = 16384

/** The most pixels a picture may have: 120 megapixels, 480 MB as RGBA. */
export const MAX_PIXELS = 120_000_000

const side = z.int().min(1).max(MAX_SIDE)

/**
 * Pixels as they cross a process border: rows from the top, channels interleaved, 8 bits each, sRGB,
 * alpha not premultiplied. 1 channel is a mask (0 outside, 255 inside), 3 is RGB, 4 is RGBA.
 */
export const Pixels = z
  .object({
    width: side,
    height: side,
    channels: z.union([z.literal(1), z.literal(3), z.literal(4)]),
    data: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes'),
  })
  .refine((p) => p.width * p.height <= MAX_PIXELS, `a picture may have at most ${MAX_PIXELS} pixels`)
  .refine((p) => p.data.length === p.width * p.height * p.channels, {
    message: 'the byte count must equal width x height x channels',
  })
export type Pixels = z.infer<typeof Pixels>

/** The size of a picture, in pixels. */
export const PictureSize = z
  .object({ width: side, height: side })
  .refine((p) => p.width * p.height <= MAX_PIXELS, `a picture may have at most ${MAX_PIXELS} pixels`)
export type PictureSize = z.infer<typeof PictureSize>

/** Whole pixels: `x`, `y` is the top-left corner. */
export const Rect = z.object({ x: z.int(), y: z.int(), width: z.int().min(0), height: z.int().min(0) })
export type Rect = z.infer<typeof Rect>
