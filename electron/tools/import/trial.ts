import type { Pixels } from '../../contract/pixels.ts'
import type { ImportSettings, ImportWarning, TrialResult } from '../../contract/procedures/imports.ts'
import { text } from '../../contract/text.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { reduce } from '../../train/data/planes.ts'
import { Random } from '../../train/random.ts'
import { colorize } from '../translate/colorize.ts'
import { networkSize } from '../translate/sizes.ts'
import type { BakedNetwork } from './bake.ts'

/** Runs a baked network: the picture [1, C, H, W] and its noise, by the names of the inputs. */
export type RunBaked = (
  feeds: Readonly<Record<string, { data: Float32Array; shape: readonly number[] }>>,
) => Promise<Float32Array>

/** Of the values from -1 to 1, this far outside still counts as rounding. */
const SLACK = 0.05
/** Less than this share of the values outside is what clipping is for. */
const TOLERATED = 0.05
/** A picture whose values spread by less, of 2, shows nothing. */
const FLAT = 0.02

/** Runs a network on a picture, at the network's own size, and judges the numbers that come out. */
export async function tryOut(
  picture: Pixels,
  network: BakedNetwork,
  { side, kind }: ImportSettings,
  seed: number,
  run: RunBaked,
): Promise<Omit<TrialResult, 'seconds'>> {
  const size = networkSize(picture, network.size, side)
  const { width, height } = picture
  const { data } = reduce(picture, { x: 0, y: 0, width, height }, size)
  const seen = bytesOf(data, size)
  const shape = (channels: number) => [1, channels, size.height, size.width]
  if (kind === 'color') {
    let given: Float32Array = new Float32Array()
    const pixels = await colorize(
      seen,
      {
        translation: { kind: 'color', side },
        input: network.input,
        output: network.output,
        run: async (lightness, form) => {
          given = await run({ input: { data: lightness, shape: form } })
          return given
        },
      },
      { breathe: async () => {} },
    )
    return { seen: grey(seen), pixels, ...judged(given) }
  }
  const noise = noiseOf(network, size, seed)
  const given = await run({ input: { data: data.map((v) => 2 * v - 1), shape: shape(3) }, ...noise })
  const pixels = bytesOf(
    given.map((v) => (v + 1) / 2),
    size,
  )
  return { seen, pixels, ...judged(given) }
}

/** Uniform numbers of a seed, for each of the network's noise inputs. */
function noiseOf({ noise }: BakedNetwork, size: { width: number; height: number }, seed: number) {
  return Object.fromEntries(
    noise.map(({ name, channels, stride }) => {
      const random = new Random(seed, name)
      const shape = [1, channels, size.height / stride, size.width / stride]
      const data = Float32Array.from({ length: sizeOf(shape) }, () => random.uniform())
      return [name, { shape, data }]
    }),
  )
}

function judged(values: Float32Array): Pick<TrialResult, 'statistics' | 'warnings'> {
  let [least, most, sum, outside] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
    sum += value
    if (!(Math.abs(value) <= 1 + SLACK)) outside++
  }
  const share = outside / values.length
  const warnings: ImportWarning[] = []
  if (Number.isNaN(sum)) warnings.push({ text: text('importWarnings.notNumbers') })
  else if (share > TOLERATED)
    warnings.push({ text: text('importWarnings.outside', { percent: Math.round(100 * share) }) })
  else if (most - least < FLAT) warnings.push({ text: text('importWarnings.flat') })
  return { statistics: { least, mean: sum / values.length, most }, warnings }
}

function bytesOf(planes: Float32Array, { width, height }: { width: number; height: number }): Pixels {
  const count = width * height
  const data = new Uint8Array(3 * count)
  for (let i = 0; i < count; i++)
    for (let c = 0; c < 3; c++)
      data[3 * i + c] = Math.round(255 * Math.min(1, Math.max(0, planes[c * count + i]!)))
  return { width, height, channels: 3, data }
}

/** As a colouring network sees it. */
function grey({ width, height, data }: Pixels): Pixels {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i += 3) {
    const light = Math.round(0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!)
    out.fill(light, i, i + 3)
  }
  return { width, height, channels: 3, data: out }
}
