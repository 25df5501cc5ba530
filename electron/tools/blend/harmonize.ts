import { type BlendSettings, strengthOf, type Transform } from '../../contract/document/index.ts'
import { objectStatistics, type PlacedObject } from '../../imaging/harmony/statistics.ts'
import {
  type ColorTransform,
  frameOf,
  type ObjectFrame,
  TRANSFORM_NUMBERS,
  transformOf,
} from '../../imaging/harmony/transform.ts'
import { PIXEL_BYTES } from '../../imaging/memory.ts'
import type { Bounds, Bytes, Plane, Resampled } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { objectBounds, ofVisiblePart, sourcePointOf } from './object.ts'
import type { Scene } from './scene.ts'

/** About as many pixels as a harmoniser was trained with, whatever the aspect. */
const SEEN = 64 ** 2
/** Samples along each side of such a pixel. */
const SAMPLES = 4
/** How much of the object's size the surroundings reach beyond it. */
const MARGIN = 0.75

/** What a harmoniser says of an object: the numbers of a {@link ColorTransform}. */
export type Harmony = Float32Array

/** An object and its surroundings, small, and where that window lies in the photo. */
export interface HarmonyView extends PlacedObject {
  window: Bounds
}

/** The harmoniser's input: statistics of the scene; null when no part of the object lies in the photo. */
export function harmonyStatistics(team: Team, scene: Scene, transform: Transform): Float32Array | null {
  const view = harmonyView(team, scene, ofVisiblePart(scene.object, transform))
  return view && objectStatistics(view)
}

/** What a harmoniser is to see; null likewise. @param placement of the visible part of the object */
export function harmonyView(team: Team, scene: Scene, placement: Transform): HarmonyView | null {
  const { photo, object: placed } = scene
  const bounds = objectBounds(placed.source, placement, photo)
  if (!bounds) return null
  const window = grown(bounds, photo)
  const wide = window.right - window.left
  const high = window.bottom - window.top
  const scale = Math.min(1, Math.sqrt(SEEN / (wide * high)))
  const width = Math.max(4, Math.round(wide * scale))
  const height = Math.max(4, Math.round(high * scale))
  const count = width * height
  const view = {
    ...{ width, height, window },
    object: new Float32Array(3 * count),
    coverage: new Float32Array(count),
    photo: new Float32Array(3 * count),
  }
  const below = bytesOf(team, photo)
  const above = bytesOf(team, placed.source)
  const mask = placed.mask && bytesOf(team, placed.mask)
  const toSource = sourcePointOf(placement)
  for (let i = 0; i < count; i++)
    for (let k = 0; k < SAMPLES ** 2; k++) {
      const px = window.left + (((i % width) + ((k % SAMPLES) + 0.5) / SAMPLES) / width) * wide
      const py =
        window.top + ((Math.floor(i / width) + (Math.floor(k / SAMPLES) + 0.5) / SAMPLES) / height) * high
      const at =
        (Math.min(photo.height - 1, Math.floor(py)) * photo.width +
          Math.min(photo.width - 1, Math.floor(px))) *
        photo.channels
      for (let c = 0; c < 3; c++) view.photo[c * count + i]! += below[at + c]! / (255 * SAMPLES ** 2)
      const [sx, sy] = toSource(px, py)
      if (sx < 0 || sy < 0 || sx >= placed.source.width || sy >= placed.source.height) continue
      const from = Math.floor(sy) * placed.source.width + Math.floor(sx)
      const { channels } = placed.source
      const opaque = channels === 4 ? above[4 * from + 3]! / 255 : 1
      const cover = (opaque * (mask ? mask[from]! * placed.maskScale : 1)) / SAMPLES ** 2
      view.coverage[i]! += cover
      for (let c = 0; c < 3; c++) view.object[c * count + i]! += (cover * above[channels * from + c]!) / 255
    }
  for (let i = 0; i < count; i++)
    for (let c = 0; c < 3; c++) view.object[c * count + i]! /= Math.max(1e-6, view.coverage[i]!)
  return view.coverage.some((value) => value > 0) ? view : null
}

function grown({ left, top, right, bottom }: Bounds, photo: Bytes): Bounds {
  const margin = Math.ceil(MARGIN * Math.max(right - left, bottom - top))
  return {
    left: Math.max(0, left - margin),
    top: Math.max(0, top - margin),
    right: Math.min(photo.width, right + margin),
    bottom: Math.min(photo.height, bottom + margin),
  }
}

const bytesOf = ({ memory }: Team, { pointer, width, height, channels }: Bytes) =>
  memory.bytes(pointer, width * height * channels)

/** Grain to add, of deviation 1 = white, and which grain. */
export interface Grain {
  deviation: number
  seed: number
}

/**
 * Changes the colours of an object that was placed: `difference`, coverage times (object - photo), becomes that of the
 * harmonised object. Colours clipped to black or white stay. Where there is a `shadow`, it falls on the photo around.
 */
export function applyHarmony(
  team: Team,
  photo: Bytes,
  difference: Plane,
  view: HarmonyView,
  harmony: Harmony,
  settings: BlendSettings,
  { shadow = null, grain }: { shadow?: Resampled | null; grain?: Grain | undefined } = {},
): void {
  const { memory } = team
  const mark = memory.mark()
  const frame = frameOf(view.object, view.coverage, view)
  const guess = hasSurroundings(view) ? harmony : new Float32Array(TRANSFORM_NUMBERS)
  const vectors = vectorsOf(adjusted(transformOf(guess), settings), frame.mean)
  team.run('harmonizeRows', photo.height, {
    ints: [
      photo.pointer,
      photo.channels,
      photo.width,
      difference.pointer,
      memory.store(vectors),
      memory.store(Float32Array.of(...placeOf(view, frame), grain?.deviation ?? 0, grain?.seed ?? 0)),
      shadow?.record ?? 0,
    ],
    scratchBytes: photo.width * PIXEL_BYTES + (shadow?.scratchBytes ?? 0),
  })
  memory.release(mark)
}

/** Share of the network's view that must show the photo: with less, an object has nothing to agree with and stays as it is. */
const MIN_SURROUNDINGS = 0.01

const hasSurroundings = ({ coverage }: HarmonyView): boolean =>
  coverage.reduce((count, value) => count + (value < 0.5 ? 1 : 0), 0) >= MIN_SURROUNDINGS * coverage.length

/** At full strength, how far the ends of the two sliders go: in gains of red against blue, and of all channels. */
const WARMEST = 0.15
const LIGHTEST = 0.4

/**
 * The mean colour of an object goes no farther by a guess, as a distance of colours from 0 to 1: what suggests more is
 * most often an object of another colour than its surroundings, an orange balloon in a blue sky, and not another light.
 */
const FARTHEST = 0.2

/** The network's transform at the chosen strength, with the user's warmth and lightness applied as gains. */
function adjusted(transform: ColorTransform, settings: BlendSettings): ColorTransform & { gains: number[] } {
  const { warmth = 0, light = 0 } = settings
  const strength = strengthOf(settings)
  const scaled = (values: Float32Array) => values.map((value) => strength * value)
  const gains = [WARMEST * warmth, 0, -WARMEST * warmth].map((gain) => gain + LIGHTEST * light)
  const { slope, shift, tiltX, tiltY } = transform
  const far = Math.max(1, Math.hypot(...shift) / FARTHEST)
  return {
    slope: scaled(slope),
    shift: scaled(shift.map((value) => value / far)),
    tiltX: scaled(tiltX),
    tiltY: scaled(tiltY),
    gains,
  }
}

/** As the kernel has it: by input channel what it adds to each output, a shift, and the gains along x and y. */
function vectorsOf(
  { slope, shift, tiltX, tiltY, gains }: ColorTransform & { gains: number[] },
  mean: readonly [number, number, number],
): Float32Array {
  const out = new Float32Array(24)
  for (let c = 0; c < 3; c++) {
    for (let k = 0; k < 3; k++) {
      out[4 * k + c] = slope[3 * c + k]! + (k === c ? gains[c]! : 0)
      out[12 + c]! -= slope[3 * c + k]! * mean[k]!
    }
    out[12 + c]! += shift[c]!
    out[16 + c] = tiltX[c]!
    out[20 + c] = tiltY[c]!
  }
  return out
}

/** u and v of the photo's first pixel, and their steps: u0, du, v0, dv. */
function placeOf({ window }: HarmonyView, frame: ObjectFrame): [number, number, number, number] {
  const along = (from: number, to: number, centre: number, extent: number): [number, number] => {
    const step = 1 / ((to - from) * extent)
    return [(0.5 - from - centre * (to - from)) * step, step]
  }
  return [
    ...along(window.left, window.right, frame.x, frame.extentX),
    ...along(window.top, window.bottom, frame.y, frame.extentY),
  ]
}
