import type { BezierPath, LayerVectorMask, Layer as PsdLayer } from 'ag-psd'
import sharp from 'sharp'
import { plainBytes } from '../pipeline.ts'
import { decodeMask, type LayerMask } from './layer.ts'
import type { PsdHeader } from './sections.ts'

/** From this on a feather is so wide that its weights need not be exact. */
const FINE_FEATHER = 20

/**
 * The masks in force of a layer or group, or its raster mask that is off where it has no other: its raster mask and its vector mask, each with its density and feather. A raster
 * that the file made of the vector mask stands for it.
 */
export async function masksOf(layer: PsdLayer, header: PsdHeader): Promise<LayerMask[]> {
  const masks: LayerMask[] = []
  const raster = !layer.mask?.disabled || isOff(layer) ? decodeMask(layer, header) : null
  const { mask, vectorMask } = layer
  const isVector = mask?.fromVectorData === true
  if (raster) {
    const feather = isVector ? mask?.vectorMaskFeather : mask?.userMaskFeather
    const density = isVector ? mask?.vectorMaskDensity : mask?.userMaskDensity
    masks.push(thinned(await feathered(raster, feather ?? 0, header), density ?? 1))
  }
  if (vectorMask && !vectorMask.disable && !(raster && isVector)) {
    const drawn = await drawVectorMask(vectorMask, header)
    masks.push(
      thinned(await feathered(drawn, mask?.vectorMaskFeather ?? 0, header), mask?.vectorMaskDensity ?? 1),
    )
  }
  return masks
}

/** Whether the only mask of a layer is one that was switched off. */
export const isOff = ({ mask, vectorMask }: PsdLayer): boolean =>
  mask?.disabled === true && (!vectorMask || vectorMask.disable === true)

/** Several masks as one, and one as documents have it, beyond which all is shown or nothing; null: there is none. */
export function joined(masks: readonly LayerMask[], document: PsdHeader): LayerMask | null {
  const [first] = masks
  if (!first) return null
  if (masks.length === 1 && (first.outside === 0 || first.outside === 255)) return first
  const { width, height } = document
  const data = new Uint8Array(width * height).fill(255)
  for (const { left, top, pixels, outside } of masks)
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const [u, v] = [x - left, y - top]
        const isInside = u >= 0 && v >= 0 && u < pixels.width && v < pixels.height
        data[i] = Math.round((data[i]! * (isInside ? pixels.data[v * pixels.width + u]! : outside)) / 255)
      }
  const outside = masks.some((mask) => mask.outside < 128) ? 0 : 255
  return { left: 0, top: 0, pixels: { width, height, channels: 1, data }, outside }
}

/** A density below 1 lets that much of what is masked show. */
function thinned({ pixels, outside, ...place }: LayerMask, density: number): LayerMask {
  if (density >= 1) return { pixels, outside, ...place }
  const thin = (value: number) => Math.round(255 - density * (255 - value))
  return { ...place, outside: thin(outside), pixels: { ...pixels, data: pixels.data.map(thin) } }
}

/**
 * A mask with its edge softened: a Gaussian of `feather` pixels, over the whole document, into which what lies beyond its
 * edges reaches.
 */
async function feathered(mask: LayerMask, feather: number, document: PsdHeader): Promise<LayerMask> {
  // libvips takes no smaller one, and nobody would see it.
  if (feather < 0.3) return mask
  const sigma = Math.min(feather, 250)
  const reach = Math.ceil(3 * sigma)
  const [width, height] = [document.width + 2 * reach, document.height + 2 * reach]
  const data = new Uint8Array(width * height).fill(mask.outside)
  const { pixels, outside } = mask
  const [left, top] = [mask.left + reach, mask.top + reach]
  const [first, end] = [Math.max(0, left), Math.min(width, left + pixels.width)]
  for (let y = Math.max(0, top); first < end && y < Math.min(height, top + pixels.height); y++) {
    const row = (y - top) * pixels.width - left
    data.set(pixels.data.subarray(row + first, row + end), y * width + first)
  }
  // Few and rounded weights are seen as steps where the Gaussian is small, and cost where it is large.
  const precision = sigma < FINE_FEATHER ? 'float' : 'integer'
  const blurred = await sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .blur({ sigma, precision, minAmplitude: 0.01 })
    .raw()
    .toBuffer()
  const soft = { width, height, channels: 1 as const, data: plainBytes(blurred) }
  return { left: -reach, top: -reach, pixels: soft, outside }
}

/** Draws the paths of a vector mask, which add to, cut from or cross what was there, in their order. */
async function drawVectorMask(vector: LayerVectorMask, { width, height }: PsdHeader): Promise<LayerMask> {
  const starts = vector.fillStartsWithAllPixels ?? vector.paths[0]?.operation === 'subtract'
  const data = new Uint8Array(width * height).fill(starts ? 255 : 0)
  for (const { operation = 'combine', paths } of groups(vector.paths)) {
    const drawn = await draw(paths, width, height)
    for (let i = 0; i < data.length; i++) {
      const [below, above] = [data[i]!, drawn[i]!]
      if (operation === 'combine') data[i] = Math.max(below, above)
      else if (operation === 'subtract') data[i] = Math.min(below, 255 - above)
      else if (operation === 'intersect') data[i] = Math.min(below, above)
      else data[i] = Math.abs(below - above)
    }
  }
  if (vector.invert) for (let i = 0; i < data.length; i++) data[i] = 255 - data[i]!
  return { left: 0, top: 0, pixels: { width, height, channels: 1, data }, outside: vector.invert ? 255 : 0 }
}

/** Paths without an operation of their own belong to the one before: a letter's counter to its outline. */
function groups(
  paths: readonly BezierPath[],
): { operation?: BezierPath['operation']; paths: BezierPath[] }[] {
  const found: { operation?: BezierPath['operation']; paths: BezierPath[] }[] = []
  for (const path of paths) {
    const last = found.at(-1)
    if (path.operation === undefined && last) last.paths.push(path)
    else found.push({ operation: path.operation, paths: [path] })
  }
  return found
}

async function draw(paths: readonly BezierPath[], width: number, height: number): Promise<Uint8Array> {
  const outline = paths.map(pathData).join(' ')
  const rule = paths[0]?.fillRule === 'non-zero' ? 'nonzero' : 'evenodd'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#fff" fill-rule="${rule}" d="${outline}"/></svg>`
  const alpha = await sharp(Buffer.from(svg), { limitInputPixels: false })
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer()
  return plainBytes(alpha)
}

/** Each knot has the handle before it, its own place and the handle after it. */
function pathData({ knots, open }: BezierPath): string {
  const [first] = knots
  if (!first) return ''
  const around = open ? knots.slice(1) : [...knots.slice(1), first]
  const curves = around.map((knot, i) => {
    const from = knots[i]!.points
    return `C${from[4]} ${from[5]} ${knot.points[0]} ${knot.points[1]} ${knot.points[2]} ${knot.points[3]}`
  })
  return `M${first.points[2]} ${first.points[3]} ${curves.join(' ')} Z`
}
