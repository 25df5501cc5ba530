import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../imaging/colorPlanes.ts'
import { labPlanes, srgbPlanes } from '../../imaging/labPlanes.ts'
import { isSaid, type SeenHints } from './hints.ts'
import type { Place, Size } from './work.ts'

type Tensor = Pick<PictureTensor, 'channels' | 'range'>

/** L* that stands for the end of a range; its start is 0. */
export const MAX_LIGHTNESS = 100
/** a* or b* that stands for the ends of a range. */
export const MAX_CHROMA = 110

/** A part of a picture before a network sees it: its colours on paper, and where it is transparent, by plane in [0, 1]. */
export interface Seen extends ColorPlanes {
  /** Absent where nothing is. */
  hole?: Float32Array
  /** Colour hints of the same size; absent where there are none. */
  hints?: SeenHints
}

/** Brightness of the paper behind what is transparent: white, and grey where a network fills holes. */
const WHITE = 255
const MIDDLE = 127.5

export const paperOf = ({ channels }: Pick<Tensor, 'channels'>): number =>
  channels.includes('hole') ? MIDDLE : WHITE

/**
 * The whole picture at another size: by the mean of what a pixel covers, or between neighbours.
 *
 * @param holes adds a channel that is 1 where the picture is transparent
 */
export function seenAt(picture: Pixels, size: Size, paper = WHITE, holes = false): Seen {
  const { width, height } = picture
  const whole = { x: 0, y: 0, width, height }
  if (isOpaque(picture)) return reduce(picture, whole, size)
  const { data } = reduce(flattened(picture, paper), whole, size)
  if (!holes) return { ...size, data }
  const alpha = Uint8Array.from({ length: width * height }, (_, i) => picture.data[4 * i + 3]!)
  const seen = reduce({ width, height, channels: 1, data: alpha }, whole, size).data
  return { ...size, data, hole: seen.subarray(0, size.width * size.height).map((value) => 1 - value) }
}

/** Pixels of the picture as they are. Beyond its borders lies its mirror image. */
export function cut({ width, height, channels, data }: Pixels, place: Place, paper = WHITE): Seen {
  const count = place.width * place.height
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  const planes = new Float32Array(3 * count)
  const hole = channels === 4 ? new Float32Array(count) : undefined
  const columns = Uint32Array.from({ length: place.width }, (_, x) => mirrored(place.x + x, width))
  for (let y = 0; y < place.height; y++) {
    const row = mirrored(place.y + y, height) * width
    for (let x = 0; x < place.width; x++) {
      const from = channels * (row + columns[x]!)
      const to = y * place.width + x
      const alpha = hole ? data[from + 3]! / 255 : 1
      const behind = (1 - alpha) * paper
      planes[to] = (alpha * data[from]! + behind) / 255
      planes[count + to] = (alpha * data[from + green]! + behind) / 255
      planes[2 * count + to] = (alpha * data[from + blue]! + behind) / 255
      if (hole) hole[to] = 1 - alpha
    }
  }
  return { width: place.width, height: place.height, data: planes, ...(hole && { hole }) }
}

/** How bright rows of the picture are, on white paper, from 0 to 1. */
export function brightnessRows({ width, channels, data }: Pixels, y: number, rows: number): Float32Array {
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  const bright = new Float32Array(width * rows)
  for (let i = 0, at = y * width * channels; i < bright.length; i++, at += channels) {
    const value = brightnessOf(data[at]!, data[at + green]!, data[at + blue]!) / 255
    bright[i] = channels === 4 ? 1 + (data[at + 3]! / 255) * (value - 1) : value
  }
  return bright
}

/** Whether a network has an input channel for where a picture is transparent. */
export const seesHoles = ({ channels }: Pick<Tensor, 'channels'>): boolean =>
  channels.includes('hole') || channels.includes('coverage')

/** The place of a picture's line that a place beyond its ends shows, seen in mirrors. */
export function mirrored(at: number, count: number): number {
  const place = ((at % (2 * count)) + 2 * count) % (2 * count)
  return place < count ? place : 2 * count - 1 - place
}

/** A picture without alpha, what was transparent on paper. */
function flattened({ width, height, data }: Pixels, paper: number) {
  const flat = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const alpha = data[4 * i + 3]! / 255
    for (let c = 0; c < 3; c++) flat[3 * i + c] = Math.round(alpha * data[4 * i + c]! + (1 - alpha) * paper)
  }
  return { width, height, channels: 3, data: flat }
}

export function isOpaque({ channels, data }: Pixels): boolean {
  if (channels !== 4) return true
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

/** What a network is to see, [1, C, H, W], of a picture. */
export function tensorOf(seen: Seen, { channels, range: [low, high] }: Tensor): Float32Array {
  const count = seen.width * seen.height
  const tensor = new Float32Array(channels.length * count)
  const lab = channels.some((channel) => labChannels.includes(channel)) ? labPlanes(seen.data) : null
  for (const [k, channel] of channels.entries()) {
    const plane = tensor.subarray(k * count, (k + 1) * count)
    if (hintChannels.includes(channel)) hintShareOf(seen, channel, plane)
    else shareOf(seen, lab, channel, plane)
    for (let i = 0; i < count; i++) plane[i] = low + (high - low) * plane[i]!
  }
  return tensor
}

const labChannels: readonly string[] = ['lightness', 'green-red', 'blue-yellow']
const rgbChannels: readonly string[] = ['red', 'green', 'blue']

/** Fills a plane by a channel in [0, 1], from what stands for 0 to what stands for 255. */
function shareOf(seen: Seen, lab: Float32Array | null, channel: string, plane: Float32Array): void {
  const { data, hole } = seen
  const count = plane.length
  const fill = (valueAt: (i: number) => number) => {
    for (let i = 0; i < count; i++) plane[i] = valueAt(i)
  }
  if (channel === 'hole') fill((i) => hole?.[i] ?? 0)
  else if (channel === 'coverage') fill((i) => 1 - (hole?.[i] ?? 0))
  else if (channel === 'grey') fill((i) => brightnessOf(data[i]!, data[count + i]!, data[2 * count + i]!))
  else if (channel === 'lightness') fill((i) => lab![i]! / MAX_LIGHTNESS)
  else if (channel === 'green-red') fill((i) => (lab![count + i]! / MAX_CHROMA + 1) / 2)
  else if (channel === 'blue-yellow') fill((i) => (lab![2 * count + i]! / MAX_CHROMA + 1) / 2)
  else {
    const from = rgbChannels.indexOf(channel) * count
    plane.set(data.subarray(from, from + count))
  }
}

const rgbHints: readonly string[] = ['hint-red', 'hint-green', 'hint-blue']
const hintChannels: readonly string[] = ['hint', 'hint-green-red', 'hint-blue-yellow', ...rgbHints]

/** Whether a network has input channels for colour hints. */
export const seesHints = ({ channels }: Pick<Tensor, 'channels'>): boolean => channels.includes('hint')

/** Fills a plane of hints: the middle where nothing is asked for. */
function hintShareOf({ hints }: Seen, channel: string, plane: Float32Array): void {
  plane.fill(0.5)
  if (!hints) return
  const count = plane.length
  const rgb = rgbHints.indexOf(channel)
  if (rgb >= 0) {
    for (let i = 0; i < count; i++) if (isSaid(hints, i)) plane[i] = hints.colors[rgb * count + i]!
    return
  }
  const chroma = channel === 'hint' ? null : labPlanes(hints.colors)
  const from = channel === 'hint-green-red' ? count : 2 * count
  for (let i = 0; i < count; i++)
    if (isSaid(hints, i)) plane[i] = chroma ? (chroma[from + i]! / MAX_CHROMA + 1) / 2 : 1
}

/** Brightness of an sRGB colour, as ITU-R BT.601 and the pairing of edges have it. */
export const brightnessOf = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue

/**
 * The colours of a network's result [1, C, H, W], by plane in [0, 1].
 *
 * @param lightness L* of what the network saw, for a result that has none of its own
 */
export function colorsOf(
  data: Float32Array,
  size: Size,
  { channels, range: [low, high] }: Tensor,
  lightness?: Float32Array,
): ColorPlanes {
  const count = size.width * size.height
  const shares = (channel: string): Float32Array | null => {
    const k = channels.indexOf(channel as Tensor['channels'][number])
    return k < 0
      ? null
      : data.subarray(k * count, (k + 1) * count).map((value) => (value - low) / (high - low))
  }
  const colors = new Float32Array(3 * count)
  const [a, b] = [shares('green-red'), shares('blue-yellow')]
  if (a && b) {
    const own = shares('lightness')?.map((share) => MAX_LIGHTNESS * share)
    colors.set(own ?? lightness ?? new Float32Array(count))
    for (const [k, plane] of [a, b].entries())
      colors.set(
        plane.map((share) => MAX_CHROMA * (2 * share - 1)),
        (k + 1) * count,
      )
    return { ...size, data: srgbPlanes(colors) }
  }
  const grey = shares('grey')
  for (const [k, channel] of rgbChannels.entries()) {
    const plane = shares(channel) ?? grey
    if (plane) colors.set(plane, k * count)
  }
  return { ...size, data: colors.map((value) => Math.min(1, Math.max(0, value))) }
}
