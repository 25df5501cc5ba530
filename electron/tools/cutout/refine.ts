import type { Pixels } from '../../contract/pixels.ts'
import type { RefineSettings } from '../../contract/tools/cutout.ts'
import { separate } from '../../imaging/matting/foreground.ts'
import type { View } from './known.ts'
import { bandOf, matteAlong, matteAt } from './matte.ts'
import { channelOf, colorsOf, sampler, viewOf } from './views.ts'

/** Pixels at which a matte is solved for, and colours are told apart. */
const MATTE_PIXELS = 1_000_000
const ROUNDS = 60
/** How far a shift of 1 moves the edge: by alpha from here on the pixel belongs to the object. */
const SHIFT = 0.45

export interface Refined {
  /** 1 channel. */
  readonly matte: Pixels
  /** The picture's colours without the ground's, RGBA; its alpha is the matte times the picture's own. */
  readonly object: Pixels
}

/**
 * Finds a soft matte in a band along the edge of a mask, and what colour the object has there by itself.
 *
 * @param picture RGBA
 * @param mask 1 channel, of the picture's size
 */
export function refineEdge(picture: Pixels, mask: Pixels, settings: RefineSettings): Refined {
  const { width, height } = picture
  const rect = partAlong(mask, settings.radius)
  const view = viewOf(rect, MATTE_PIXELS)
  const colors = colorsOf(picture, view)
  const guess = channelOf(mask, 0, view)
  const unknown = bandOf(guess, view, (settings.radius * view.width) / view.spanX)
  const matte = matteAlong(colors, guess, unknown, { reach: 1, rounds: ROUNDS })
  const part = matteAt(picture, rect, matte)
  const shape = shaping(settings)
  const data = mask.data.slice()
  for (let y = 0, i = 0; y < rect.height; y++) {
    let to = (rect.y + y) * width + rect.x
    for (let x = 0; x < rect.width; x++, i++, to++) data[to] = shape[part.data[i]!]!
  }
  const out: Pixels = { width, height, channels: 1, data }
  return { matte: out, object: cleaned(picture, out, colors, matte.alpha, view, settings.decontaminate) }
}

/** The part of a picture that a mask's edge lies in, with as much around it as the band is wide. */
function partAlong({ width, height, data }: Pixels, radius: number) {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (data[i]! > 0) {
        left = Math.min(left, x)
        right = Math.max(right, x + 1)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y + 1)
      }
  const around = Math.ceil(2 * radius) + 8
  const x = Math.max(0, Math.min(left, width - 1) - around)
  const y = Math.max(0, Math.min(top, height - 1) - around)
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, right + around) - x),
    height: Math.max(1, Math.min(height, bottom + around) - y),
  }
}

/** What contrast and shift make of each byte of alpha. */
function shaping({ contrast, shift }: RefineSettings): Uint8Array {
  const middle = 0.5 - SHIFT * shift
  const half = Math.max(1e-3, 0.5 * (1 - contrast))
  const plain = contrast === 0 && shift === 0
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const alpha = byte / 255
    const t = plain ? alpha : Math.min(1, Math.max(0, 0.5 + (alpha - middle) / (2 * half)))
    return Math.round(255 * t)
  })
}

/** Colours that the object has by itself: those found small, corrected by what they leave unexplained of each pixel. */
function cleaned(
  picture: Pixels,
  matte: Pixels,
  colors: ReturnType<typeof colorsOf>,
  alpha: Float32Array,
  view: View,
  amount: number,
): Pixels {
  const { width, height, channels } = picture
  const data = new Uint8Array(4 * width * height)
  const grounds = amount > 0 ? separate(colors, alpha) : null
  const sample = sampler(view.width, view.height, { width: view.spanX, height: view.spanY })
  const count = view.width * view.height
  for (let i = 0, from = 0; i < width * height; i++, from += channels) {
    const a = matte.data[i]! / 255
    const own = channels === 4 ? picture.data[from + 3]! : 255
    data[4 * i + 3] = Math.round(a * own)
    if (a === 0) continue
    const [x, y] = [(i % width) - view.x, Math.floor(i / width) - view.y]
    for (let c = 0; c < 3; c++) {
      const seen = picture.data[from + c]!
      let color = seen
      if (grounds && a < 1) {
        const f = 255 * sample(x, y, grounds.object.data, c * count)
        const b = 255 * sample(x, y, grounds.ground.data, c * count)
        color = seen + amount * (f + a * (seen - a * f - (1 - a) * b) - seen)
      }
      data[4 * i + c] = Math.round(Math.min(255, Math.max(0, color)))
    }
  }
  return { width, height, channels: 4, data }
}
