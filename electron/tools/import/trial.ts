import type { Pixels } from '../../contract/pixels.ts'
import type { ImportSettings, ImportWarning, TrialResult } from '../../contract/procedures/imports.ts'
import { text } from '../../contract/text.ts'
import { networkSize } from '../networks/sizes.ts'
import { brightnessOf, colorsOf, seenAt, tensorOf } from '../networks/tensors.ts'
import { type PictureNetwork, type RunNetwork, type Size, scaledSize } from '../networks/work.ts'
import type { BakedNetwork } from './bake.ts'

/** How far outside [-1, 1] a value still counts as rounding. */
const SLACK = 0.05
/** Less than this share of the values outside is what clipping is for. */
const TOLERATED = 0.05
/** A picture whose values spread by less, of 2, shows nothing. */
const FLAT = 0.02

/** Makes a picture of a picture as the tool that is to have the network will: at the picture's own size. */
export type ApplyNetwork = (picture: Pixels, network: PictureNetwork, seed: number) => Promise<Pixels>

/**
 * Runs a network on a picture of about the network's own size, in the way of its kind, and judges the numbers that come
 * out. A style is shown as it comes, any other kind as `apply` makes a picture of it.
 */
export async function tryOut(
  picture: Pixels,
  { input, output, noise, size: allowed }: BakedNetwork,
  { side, kind, draws }: ImportSettings,
  seed: number,
  run: RunNetwork,
  apply: ApplyNetwork,
): Promise<Omit<TrialResult, 'seconds' | 'said' | 'comparison'>> {
  let given: Float32Array = new Float32Array()
  const listening: RunNetwork = async (...call) => {
    given = await run(...call)
    return given
  }
  const network = { input, output, run: listening }
  if (kind === 'style') {
    const size = networkSize(picture, allowed, side)
    const seen = seenAt(picture, size)
    await listening(tensorOf(seen, input), [1, input.channels.length, size.height, size.width])
    const made = scaledSize(size, output.scale ?? 1)
    const pixels = bytesOf(colorsOf(given, made, output).data, made)
    return { seen: bytesOf(seen.data, size), pixels, ...judged(given) }
  }
  const size = networkSize(picture, { multiple: 1 }, side)
  const shown = bytesOf(seenAt(picture, size).data, size)
  if (kind === 'color') {
    const pixels = await apply(shown, { ...network, translation: { kind, side } }, seed)
    return { seen: grey(shown), pixels, ...judged(given) }
  }
  const pixels = await apply(shown, { ...network, translation: { kind, side, draws, noise } }, seed)
  return { seen: shown, pixels, ...judged(given) }
}

function judged(values: Float32Array): Pick<TrialResult, 'statistics' | 'warnings'> {
  let [min, max, sum, outside] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
    sum += value
    if (!(Math.abs(value) <= 1 + SLACK)) outside++
  }
  const share = outside / values.length
  const warnings: ImportWarning[] = []
  if (!Number.isFinite(sum)) warnings.push({ text: text('importWarnings.notNumbers') })
  else if (share > TOLERATED)
    warnings.push({ text: text('importWarnings.outside', { percent: Math.round(100 * share) }) })
  else if (max - min < FLAT) warnings.push({ text: text('importWarnings.flat') })
  // Numbers that are none cross no border as figures.
  const figure = (value: number) => (Number.isFinite(value) ? value : 0)
  return {
    statistics: { min: figure(min), mean: figure(sum / values.length), max: figure(max) },
    warnings,
  }
}

function bytesOf(planes: Float32Array, { width, height }: Size): Pixels {
  const count = width * height
  const data = new Uint8Array(3 * count)
  for (let i = 0; i < count; i++)
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.round(255 * planes[c * count + i]!)
  return { width, height, channels: 3, data }
}

/** As a colouring network sees it. */
function grey({ width, height, data }: Pixels): Pixels {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i += 3)
    out.fill(Math.round(brightnessOf(data[i]!, data[i + 1]!, data[i + 2]!)), i, i + 3)
  return { width, height, channels: 3, data: out }
}
