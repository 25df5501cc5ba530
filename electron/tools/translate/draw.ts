import type { TranslateSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { ColorPlanes } from '../../imaging/colorPlanes.ts'
import { Random } from '../../nets/random.ts'
import { brightnessPlane, enlargeByDetail, planesOf } from '../networks/enlarge.ts'
import { asksAnything, hintsAt, type SeenHints } from '../networks/hints.ts'
import { type Fitted, fittedSize } from '../networks/sizes.ts'
import {
  colorsOf,
  cut,
  mirrored,
  paperOf,
  type Seen,
  seenAt,
  seesHints,
  seesHoles,
  tensorOf,
} from '../networks/tensors.ts'
import type { DrawingNetwork, DrawingWork, Size, TensorData } from '../networks/work.ts'
import { guessOf } from './guess.ts'
import { obeyNearby } from './obeyNearby.ts'
import { enlargeByOutlines } from './outlines.ts'
import { plainAreas } from './plainAreas.ts'

/** Where it is as bright as this everywhere, nothing is drawn. */
const PAPER = 0.98

export interface DrawOptions {
  /** The shorter side of the drawing as the network sees it; that of its training if not given. */
  side?: number | undefined
  /** Which variation, of models that have some. */
  seed: number
  /** How areas between lines are coloured; as the model has them if not given. */
  areas?: TranslateSettings['areas']
  /** Colours that the user asks for between the lines: RGBA of the drawing's size. */
  hints?: Pixels | undefined
}

/**
 * Makes a picture of what is drawn, at the drawing's own size. The network sees it at the network's size, with its
 * aspect kept by paper around it; what comes of that is enlarged along the drawing's outlines. A network that
 * takes hints has learned from drawn things alone: of no lines and no hints nothing is made, and it stays paper.
 *
 * @returns 3 channels; 4 with the picture's alpha for models that take any picture, unless they fill what is transparent
 */
export async function draw(
  picture: Pixels,
  network: DrawingNetwork,
  { side, seed, areas, hints: given }: DrawOptions,
  { breathe, team }: DrawingWork,
): Promise<Pixels> {
  const { width, height } = picture
  const { input, output, translation } = network
  const { draws } = translation
  const hints = given && asksAnything(given) ? given : undefined
  await breathe(0, height)
  const paper = paperOf(input)
  const { inner, whole } = fittedSize(picture, input.size, side ?? translation.side)
  const looked = seenAt(picture, inner, paper, seesHoles(input))
  if (draws === 'lines' && seesHints(input) && !hints && isBlank(looked))
    return { width, height, channels: 3, data: new Uint8Array(3 * width * height).fill(paper) }
  const told = seesHints(input) ? toldTo(network, looked, { seed, hints }) : undefined
  const seen: Seen = { ...looked, ...(told && { hints: told }) }
  const shown = padded(seen, whole, draws === 'lines')
  const result = await network.run(
    tensorOf(shown, input),
    [1, input.channels.length, whole.height, whole.width],
    noisesOf(translation, whole, seed),
  )
  const colors = cropped(colorsOf(result, whole, output), { inner, whole })
  if (told) obeyNearby(colors, told)
  const keepsAlpha = draws === 'picture' && picture.channels === 4 && !input.channels.includes('hole')
  const out: Pixels = { width, height, ...blank(width * height, keepsAlpha ? picture : null) }
  if (draws === 'picture') {
    const rows = (y: number, count: number) => cut(picture, { x: 0, y, width, height: count }, paper)
    await enlargeByDetail(colors, seen, rows, out, breathe)
    return out
  }
  const made = { colors, guide: draws === 'lines' ? [brightnessPlane(seen)] : planesOf(seen) }
  const plain = (areas ?? translation.areas) === 'plain'
  // A network that was told the hints has spread them with all that it knows of folds and light.
  const spread = told ? undefined : hints
  const byAreas = draws === 'lines' && (plain || spread !== undefined)
  await enlargeByOutlines(
    made,
    byAreas ? plainAreas(colors, picture, { hints: spread, plain }) : made,
    { picture, paper, draws },
    out,
    {
      breathe,
      team,
    },
  )
  return out
}

const isBlank = (seen: Seen): boolean => brightnessPlane(seen).every((bright) => bright >= PAPER)

/** The colours that a network is told: the user's, or where there are none, one that such drawings often have. */
function toldTo(
  { translation: { guesses } }: DrawingNetwork,
  seen: Seen,
  { seed, hints }: Pick<DrawOptions, 'seed' | 'hints'>,
): SeenHints | undefined {
  if (hints) return hintsAt(hints, seen)
  return guesses && guessOf(brightnessPlane(seen), seen, guesses, seed)
}

/** Pixels without colours, with the alpha of a picture where one is given. */
export function blank(count: number, picture: Pixels | null): Pick<Pixels, 'channels' | 'data'> {
  if (!picture) return { channels: 3, data: new Uint8Array(3 * count) }
  const data = new Uint8Array(4 * count)
  for (let at = 3; at < data.length; at += 4) data[at] = picture.data[at]!
  return { channels: 4, data }
}

/** The picture in the top left of a larger one, on white paper or beside its mirror image. */
function padded(seen: Seen, whole: Size, white: boolean): Seen {
  if (seen.width === whole.width && seen.height === whole.height) return seen
  const count = whole.width * whole.height
  const laid = (plane: Float32Array, beyond: number | null): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => {
      const [x, y] = [i % whole.width, Math.floor(i / whole.width)]
      if (beyond !== null && (x >= seen.width || y >= seen.height)) return beyond
      return plane[mirrored(y, seen.height) * seen.width + mirrored(x, seen.width)]!
    })
  const data = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++) {
    const plane = seen.data.subarray(c * seen.width * seen.height, (c + 1) * seen.width * seen.height)
    data.set(laid(plane, white ? 1 : null), c * count)
  }
  const { hole, hints } = seen
  return {
    ...whole,
    data,
    ...(hole && { hole: laid(hole, white ? 0 : null) }),
    ...(hints && { hints: laidOut(hints, whole, laid) }),
  }
}

/** Hints in the top left of a larger picture: nothing is asked for beyond. */
function laidOut(
  { width, height, coverage, colors }: SeenHints,
  whole: Size,
  laid: (plane: Float32Array, beyond: number) => Float32Array,
): SeenHints {
  const [count, within] = [whole.width * whole.height, width * height]
  const planes = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++) planes.set(laid(colors.subarray(c * within, (c + 1) * within), 0), c * count)
  return { ...whole, coverage: laid(coverage, 0), colors: planes }
}

function cropped({ data }: ColorPlanes, { inner, whole }: Fitted): ColorPlanes {
  const count = inner.width * inner.height
  const cropped = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < inner.height; y++) {
      const from = (c * whole.height + y) * whole.width
      cropped.set(data.subarray(from, from + inner.width), c * count + y * inner.width)
    }
  return { ...inner, data: cropped }
}

/** The contents of a network's noise inputs, which follow from the seed. */
export function noisesOf(
  { noise }: Pick<DrawingNetwork['translation'], 'noise'>,
  size: Size,
  seed: number,
): Record<string, TensorData> {
  return Object.fromEntries(
    noise.map(({ name, channels, stride }) => {
      const shape = [1, channels, Math.ceil(size.height / stride), Math.ceil(size.width / stride)]
      const random = new Random(seed, name)
      const count = shape.reduce((product, extent) => product * extent)
      return [name, { shape, data: Float32Array.from({ length: count }, () => random.uniform()) }]
    }),
  )
}
