import type { SketchPoint } from '../../../contract/document/index.ts'
import { GanvasError } from '../../../contract/errors.ts'
import type { Pixels, Rect } from '../../../contract/pixels.ts'
import { text } from '../../../contract/text.ts'
import type { OpenSession } from '../../../graph/session.ts'
import { colorsOf } from '../../networks/tensors.ts'
import type { Generator } from '../generator.ts'
import { resultsBetween, type Way } from '../latents/paths.ts'
import { Renderer } from '../render.ts'
import { conditionOf } from '../words.ts'
import { applied } from './apply.ts'
import { chained } from './chain.ts'
import { editOf } from './edit.ts'
import type { Frame } from './frames.ts'
import { fadedAtRim } from './rim.ts'
import { partOf, viewOf } from './view.ts'

/** Steps that an edit is followed in: each small enough for motion to be seen. */
const FRAMES = 9
/** How much of the work, in parts of 1, is done when the motion is known. */
const FOLLOWED = 0.5

export interface TransferOptions {
  region?: Rect | undefined
  before: SketchPoint
  after: SketchPoint
  mask?: Pixels | undefined
  strength: number
  way: Way
  /** @throws to stop */
  onProgress?: (step: number, total: number) => Promise<void>
}

/**
 * Carries an edit of a photo's reconstruction back to the photo (Zhu et al. 2016, section 4.3): what moves and changes colour on the
 * way from one result to the other does so in the photo, at the photo's own resolution, and less towards borders of the part beyond
 * which the photo goes on.
 *
 * @throws invalid-input for a part outside the photo, or a mask of another size
 */
export async function transfer(
  generator: Generator,
  open: OpenSession,
  photo: Pixels,
  { region, before, after, mask, strength, way, onProgress = async () => {} }: TransferOptions,
): Promise<{ pixels: Pixels; rect: Rect }> {
  const rect = partOf(photo, region)
  const sizeOf = ({ width, height }: Pixels) => `${width}x${height}`
  if (mask && (sizeOf(mask) !== sizeOf(photo) || mask.channels !== 1))
    throw new GanvasError(
      'invalid-input',
      text('sketch.maskSize', { mask: sizeOf(mask), photo: sizeOf(photo) }),
    )
  const renderer = await Renderer.open(generator, open)
  const points = resultsBetween(generator, before, after, FRAMES, way)
  const pictures = await renderer.draw(
    points.map(({ latent, words }) => ({ latent, condition: conditionOf(generator, words) })),
  )
  await renderer.release()
  const { channels, size } = generator.output
  const frames: Frame[] = pictures.map((picture) => colorsOf(picture, size, { channels, range: [0, 1] }))
  const told = (from: number, to: number) => (step: number, total: number) =>
    onProgress(Math.round(1000 * (from + ((to - from) * step) / total)), 1000)
  const motion = await chained(frames, told(0, FOLLOWED))
  const own = colorsOf(viewOf(generator, photo, rect), size, { channels, range: [0, 1] })
  const edit = fadedAtRim(editOf(own, frames[0]!, frames.at(-1)!, motion), size, rect, photo)
  const pixels = await applied(photo, rect, edit, size, { mask, strength, onBand: told(FOLLOWED, 1) })
  return { pixels, rect }
}
