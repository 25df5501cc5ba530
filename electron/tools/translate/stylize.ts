import type { Pixels } from '../../contract/pixels.ts'
import { byteOf, enlargeByDetail, resized } from '../networks/enlarge.ts'
import { colorsOf, cut, paperOf, seenAt, tensorOf } from '../networks/tensors.ts'
import { shareAt, smallestTile, type Tile, tileSize, tilesOf } from '../networks/tiles.ts'
import {
  type Place,
  type RunNetwork,
  type Size,
  type StyleNetwork,
  scaledSize,
  type Work,
} from '../networks/work.ts'
import { blank } from './draw.ts'
import { marginOf, statisticsOf } from './measure.ts'

/** Networks see no fewer pixels each way: what mirrors its border needs some. */
const MIN_SIDE = 32
/** Corners of the tiles of a network of one size lie at multiples of this: what it halves and doubles inside. */
const GRID = 16
/**
 * Paints a picture anew at its own size, or at as many times that as the network enlarges. It is taken in tiles that overlap by as far as the network looks around, all of
 * them with the statistics of the whole picture: so there are no seams, and no colours that change from tile to tile.
 *
 * @param side of the picture as the network sees it, the shorter one, for larger strokes; what comes of that is brought to
 *   the picture's size along its edges
 * @returns 3 channels, or 4 with the picture's alpha
 */
export async function stylize(
  picture: Pixels,
  network: StyleNetwork,
  work: Work,
  side?: number,
): Promise<Pixels> {
  const { scale: enlargement = 1 } = network.output
  // What the result is to have beside its colours: alpha, and the detail of what the network did not see.
  const target = enlargement === 1 ? picture : resized(picture, scaledSize(picture, enlargement))
  const { width, height } = target
  const out: Pixels = { width, height, ...blank(width * height, target.channels === 4 ? target : null) }
  const scale = side === undefined ? 1 : side / Math.min(picture.width, picture.height)
  if (scale >= 1) {
    await paint(picture, network, out, work)
    return out
  }
  const extent = (length: number) => Math.max(1, Math.round(length * scale))
  const size = { width: extent(picture.width), height: extent(picture.height) }
  const paper = paperOf(network.input)
  const seen = seenAt(picture, size, paper)
  const made = scaledSize(size, enlargement)
  const painted: Pixels = { ...made, ...blank(made.width * made.height, null) }
  await paint(pixelsOf(seen.data, size), network, painted, work)
  const rows = (y: number, count: number) => cut(target, { x: 0, y, width, height: count }, paper)
  const guide = enlargement === 1 ? seen : seenAt(picture, made, paper)
  await enlargeByDetail(cut(painted, { x: 0, y: 0, ...made }), guide, rows, out, work.breathe)
  return out
}

function pixelsOf(planes: Float32Array, size: Size): Pixels {
  const count = size.width * size.height
  const data = new Uint8Array(3 * count)
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) data[3 * i + c] = byteOf(planes[c * count + i]!)
  return { ...size, channels: 3, data }
}

/** Writes the colours of a picture painted anew; alpha is left as it is. */
async function paint(picture: Pixels, network: StyleNetwork, out: Pixels, work: Work): Promise<void> {
  const { input, output, maxPixels } = network
  const { scale = 1 } = output
  const only = 'width' in input.size ? input.size : null
  const multiple = 'width' in input.size ? GRID : input.size.multiple
  const extent = (length: number, min: number) =>
    min + Math.max(0, Math.ceil((length - min) / multiple)) * multiple
  const min = Math.ceil(MIN_SIDE / multiple) * multiple
  /** The picture as the network sees it: what lies right of and below it is its mirror image. */
  const whole = {
    width: extent(picture.width, only?.width ?? min),
    height: extent(picture.height, only?.height ?? min),
  }
  const tensorAt = (place: Place) => tensorOf(cut(picture, place, paperOf(input)), input)
  const colorsAt = async (run: RunNetwork, place: Place) => {
    const shape = [1, input.channels.length, place.height, place.width]
    return colorsOf(await run(tensorAt(place), shape), scaledSize(place, scale), output).data
  }
  await work.breathe(0, 1)
  let tile = only ?? tileSize(whole, maxPixels, multiple)
  const one = tile.width === whole.width && tile.height === whole.height
  let run = network.run
  let margin = 0
  if (!one) {
    run = await statisticsOf(tensorAt, whole, tile, multiple, network)
    margin = await marginOf(tensorAt, whole, tile, multiple, network, run, work)
    if (!only) tile = smallestTile(whole, tile, { multiple, margin })
  }
  const tiles = tilesOf(whole, tile, { multiple, margin })!
  const atOnce = tiles.length > 1 ? ((await network.atOnce?.()) ?? 1) : 1
  const colors = ahead(tiles, atOnce, ({ place }) => colorsAt(run, place))
  let strip = new Uint8Array()
  for (const [k, tile] of tiles.entries()) {
    await work.breathe(k, tiles.length)
    const { place } = tile
    const laid = enlarged(tile, scale)
    if (place.x === 0) strip = new Uint8Array(3 * out.width * laid.place.height)
    layTile(await colors(k), laid, strip, out.width)
    if (place.x + place.width === whole.width) layStrip(strip, laid, out)
  }
}

/** Begins work on the items in order, so many of them at once, as the results are asked for in that order. */
function ahead<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): (k: number) => Promise<R> {
  const begun: Promise<R>[] = []
  return (k) => {
    while (begun.length < Math.min(items.length, k + atOnce)) {
      const result = work(items[begun.length]!)
      // A failure is reported to whoever asks for it, which nobody does after another one.
      result.catch(() => {})
      begun.push(result)
    }
    const result = begun[k]!
    // What was handed over is not kept.
    delete begun[k]
    return result
  }
}

/** Where a tile lies in the result. */
const enlarged = ({ place, left, top, right, bottom }: Tile, scale: number): Tile => ({
  place: { x: scale * place.x, y: scale * place.y, ...scaledSize(place, scale) },
  left: scale * left,
  top: scale * top,
  right: scale * right,
  bottom: scale * bottom,
})

/** Lays a tile into the strip of its row, over the tile left of it. */
function layTile(colors: Float32Array, { place, left, right }: Tile, strip: Uint8Array, width: number): void {
  const count = place.width * place.height
  const end = Math.min(place.width - right, width - place.x)
  for (let y = 0; y < place.height; y++)
    for (let x = left; x < end; x++) {
      const share = shareAt(x, left)
      const from = y * place.width + x
      const to = 3 * (y * width + place.x + x)
      for (let c = 0; c < 3; c++) {
        const old = strip[to + c]!
        strip[to + c] = Math.round(old + share * (255 * clamped(colors[c * count + from]!) - old))
      }
    }
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value))

/** Lays a row of tiles into the picture, over the row above. */
function layStrip(strip: Uint8Array, { place, top, bottom }: Tile, out: Pixels): void {
  const { width, height, channels, data } = out
  const end = Math.min(place.height - bottom, height - place.y)
  for (let y = top; y < end; y++) {
    const share = shareAt(y, top)
    for (let x = 0; x < width; x++) {
      const to = channels * ((place.y + y) * width + x)
      const from = 3 * (y * width + x)
      for (let c = 0; c < 3; c++) {
        const old = data[to + c]!
        data[to + c] = Math.round(old + share * (strip[from + c]! - old))
      }
    }
  }
}
