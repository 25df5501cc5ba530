import type { LayerMaskData, Layer as PsdLayer } from 'ag-psd'
import type { Pixels } from '../../../contract/pixels.ts'
import { inSrgb } from '../profile.ts'
import { drawGradient, isDrawable } from './gradient.ts'
import { decodePlane, decodeSamples } from './planes.ts'
import { GRAYSCALE, type PsdHeader } from './sections.ts'

const TRANSPARENCY = -1
const MASK = -2

/** Pixels and where their top-left corner lies in the document. */
export interface LayerPixels {
  left: number
  top: number
  pixels: Pixels
}

export function sizeOf({ left = 0, top = 0, right = 0, bottom = 0 }: PsdLayer) {
  return { width: right - left, height: bottom - top }
}

export function isEmpty(layer: PsdLayer): boolean {
  const { width, height } = sizeOf(layer)
  return width === 0 || height === 0
}

/** 1 channel, and the value that counts outside its rectangle, 0 to 255. */
export interface LayerMask extends LayerPixels {
  outside: number
}

/**
 * Decodes the channels of one layer to 8-bit sRGB, RGBA, without its masks. A layer without pixels becomes transparent and takes
 * the size of the document, or is filled when it is a colour or a gradient.
 * @param icc the profile to convert from, if any
 * @throws RangeError for channels that are cut short
 */
export async function decodeLayer(
  layer: PsdLayer,
  header: PsdHeader,
  icc: Uint8Array | undefined,
): Promise<LayerPixels> {
  const { left = 0, top = 0 } = layer
  const { width, height } = sizeOf(layer)
  if (isEmpty(layer)) return { left: 0, top: 0, pixels: fill(header, layer) }
  const deep = header.depth === 16
  const data = deep
    ? new Uint16Array(width * height * 4).fill(65535)
    : new Uint8Array(width * height * 4).fill(255)
  const shape = { width, height, depth: header.depth, large: header.large }
  for (const channel of layer.rawData?.channels ?? []) {
    const isColor = channel.id >= 0 && channel.id < (header.mode === GRAYSCALE ? 1 : 3)
    if (!channel.data || !(isColor || channel.id === TRANSPARENCY)) continue
    const plane = decodeSamples(channel.data, channel.compression, shape, isColor)
    const targets = channel.id === TRANSPARENCY ? [3] : header.mode === GRAYSCALE ? [0, 1, 2] : [channel.id]
    for (const target of targets)
      for (let i = 0, at: number = target; i < plane.length; i++, at += 4) data[at] = plane[i]!
  }
  return { left, top, pixels: await inSrgb({ width, height, data }, icc) }
}

/** The raster mask, in force or not, without density and feather; null: none. */
export function decodeMask(layer: PsdLayer, header: PsdHeader): LayerMask | null {
  const { mask, rawData } = layer
  const channel = rawData?.channels.find(({ id }) => (id as number) === MASK)
  if (!mask || !channel) return null
  const { left, top, width, height } = maskBox(mask, layer)
  const shape = { width, height, depth: header.depth, large: header.large }
  const plane =
    channel.data && width > 0 && height > 0
      ? decodePlane(channel.data, channel.compression, shape)
      : new Uint8Array(0)
  const outside = mask.defaultColor ?? 0
  return { left, top, pixels: { width, height, channels: 1, data: plane }, outside }
}

function maskBox(mask: LayerMaskData, layer: PsdLayer) {
  const { left = 0, top = 0, right = 0, bottom = 0, positionRelativeToLayer } = mask
  return {
    left: left + (positionRelativeToLayer ? (layer.left ?? 0) : 0),
    top: top + (positionRelativeToLayer ? (layer.top ?? 0) : 0),
    width: Math.max(0, right - left),
    height: Math.max(0, bottom - top),
  }
}

function fill({ width, height }: { width: number; height: number }, { vectorFill }: PsdLayer): Pixels {
  if (vectorFill?.type === 'solid' && isDrawable(vectorFill)) return drawGradient(vectorFill, width, height)
  const data = new Uint8Array(width * height * 4)
  if (vectorFill?.type === 'color' && 'r' in vectorFill.color) {
    const { r, g, b } = vectorFill.color
    for (let i = 0; i < data.length; i += 4) data.set([r, g, b, 255], i)
  }
  return { width, height, channels: 4, data }
}
