import { z } from 'zod'
import { text } from './titles.ts'

/** A tensor of pictures: how to make it of pixels, or pixels of it. Rows from the top, channels by plane (NCHW). */
export const PictureTensor = z.strictObject({
  name: text,
  /** What each channel holds. */
  channels: z
    .array(
      z.enum([
        'red',
        'green',
        'blue',
        'grey',
        'coverage',
        // 255 where the picture is transparent: what is to be filled.
        'hole',
        'lightness',
        'green-red',
        'blue-yellow',
        // Chroma that the user asks for, the middle of the range where nothing is said; and where something is: the end
        // of the range, else its middle.
        'hint-green-red',
        'hint-blue-yellow',
        'hint',
        // Colours that the user asks for where something is said, else the middle of the range.
        'hint-red',
        'hint-green',
        'hint-blue',
        // Signed distances from the border of a glyph's ink, above zero within it; see `FontModel`.
        'distance',
        // No channels of pictures: statistics of an object and its surroundings, and the colour change predicted from them.
        'statistic',
        'change',
      ]),
    )
    .min(1),
  /** The values that stand for 0 and 255; in CIE L*a*b* for 0 and 100 of L*, and for -110 and 110 of a* and b*. */
  range: z.tuple([z.number(), z.number()]).refine(([low, high]) => low !== high, 'the two ends are equal'),
  /** `lab` is CIE L*a*b* under D65: lightness, green-red (a*) and blue-yellow (b*). */
  colorSpace: z.enum(['srgb', 'lab', 'none']),
  /** Fixed, or any multiple of `multiple`. */
  size: z.union([
    z.strictObject({ width: z.int().min(1), height: z.int().min(1) }),
    z.strictObject({ multiple: z.int().min(1) }),
  ]),
  /** Set for an output that is larger than the input: the ratio of their sides. */
  scale: z.int().min(2).max(16).optional(),
})
export type PictureTensor = z.infer<typeof PictureTensor>
