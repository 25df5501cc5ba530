import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { ImportSettings, ValueRange } from '../../contract/procedures/imports.ts'
import { ends } from './ranges.ts'

/** Channels of an installed model: every one has numbers from -1 to 1, in these orders. */
export const rgb: PictureTensor['channels'] = ['red', 'green', 'blue']
export const lightness: PictureTensor['channels'] = ['lightness']
export const chroma: PictureTensor['channels'] = ['green-red', 'blue-yellow']

/** y = M x + shift over channels, rows of M by channel of y. */
export interface ColorMap {
  matrix: number[][]
  shift: number[]
}

/** Shares of red, green and blue in grey, ITU-R BT.601, as pix2pix makes its grey inputs. */
const greyShares = [0.299, 0.587, 0.114]

const imagenet = { means: [0.485, 0.456, 0.406], deviations: [0.229, 0.224, 0.225] }

/** L*, a* and b* that stand for -1 and 1 in an installed model. */
const labEnds = { L: [0, 100], ab: [-110, 110] } as const

/** From an installed model's input, in [-1, 1], to what the network takes. */
export function inputColors(settings: ImportSettings, channels: number): ColorMap {
  if (settings.kind === 'color') return scaled(identity(1), fromSigned(settings.inputRange, 1, labEnds.L))
  const picked =
    channels === 1
      ? [greyShares]
      : ordered(settings.order, identity(3)).concat(channels === 4 ? [[0, 0, 0]] : [])
  return scaled(picked, fromSigned(settings.inputRange, channels, null, settings.order))
}

/** From what the network gives to an installed model's output, in [-1, 1]. */
export function outputColors(settings: ImportSettings, channels: number): ColorMap {
  if (settings.kind === 'color') return inverse(fromSigned(settings.outputRange, 2, labEnds.ab), identity(2))
  const picked = channels === 1 ? [[1], [1], [1]] : ordered(settings.order, identity(channels).slice(0, 3))
  return inverse(fromSigned(settings.outputRange, channels, null, settings.order), picked)
}

/** Applies a map to planes [channels, count]. */
export function mapColors({ matrix, shift }: ColorMap, planes: ArrayLike<number>): Float32Array {
  const count = planes.length / matrix[0]!.length
  const result = new Float32Array(matrix.length * count)
  for (const [y, row] of matrix.entries())
    for (let i = 0; i < count; i++)
      result[y * count + i] = row.reduce((sum, m, x) => sum + m * planes[x * count + i]!, shift[y]!)
  return result
}

export const isIdentity = ({ matrix, shift }: ColorMap): boolean =>
  shift.every((s) => s === 0) &&
  matrix.every((row, y) => row.length === matrix.length && row.every((m, x) => m === (x === y ? 1 : 0)))

/** factor x + shift of each channel brings [-1, 1] to a range. */
interface Scale {
  factor: number[]
  shift: number[]
}

function fromSigned(
  range: ValueRange,
  channels: number,
  lab: readonly [number, number] | null,
  order: ImportSettings['order'] = 'RGB',
): Scale {
  const each = (scale: (c: number) => [number, number]): Scale => {
    const scales = Array.from({ length: channels }, (_, c) => scale(c))
    return { factor: scales.map(([factor]) => factor), shift: scales.map(([, shift]) => shift) }
  }
  const between = (low: number, high: number): [number, number] => [(high - low) / 2, (high + low) / 2]
  if (range === 'lab') return each(() => between(...(lab ?? labEnds.L)))
  if (range !== 'imagenet') return each(() => between(...ends(range)))
  const means = ordered(order, imagenet.means)
  const deviations = ordered(order, imagenet.deviations)
  // Grey pictures have the mean of the three.
  const of = (list: number[], c: number) =>
    channels === 1 ? list.reduce((sum, x) => sum + x, 0) / 3 : (list[c] ?? list[0]!)
  return each((c) => [0.5 / of(deviations, c), (0.5 - of(means, c)) / of(deviations, c)])
}

function scaled(matrix: number[][], { factor, shift }: Scale): ColorMap {
  return { matrix: matrix.map((row, c) => row.map((m) => m * factor[c]!)), shift }
}

/** x = (y - shift) / factor, then the matrix. */
function inverse({ factor, shift }: Scale, matrix: number[][]): ColorMap {
  return {
    matrix: matrix.map((row) => row.map((m, c) => m / factor[c]!)),
    shift: matrix.map((row) => -row.reduce((sum, m, c) => sum + (m * shift[c]!) / factor[c]!, 0) || 0),
  }
}

const identity = (count: number): number[][] =>
  Array.from({ length: count }, (_, y) => Array.from({ length: count }, (_, x) => (x === y ? 1 : 0)))

const ordered = <T>(order: ImportSettings['order'], three: readonly T[]): T[] =>
  order === 'BGR' ? three.toReversed() : [...three]
