import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Point } from '../transform.ts'
import type { Color } from '../types.ts'
import type { Coverage, PlacedDab } from './dab.ts'
import type { Medium } from './medium.ts'
import { erase, paintOver } from './paint.ts'
import type { Texture } from './texture.ts'

/**
 * Rules of operations: straight RGBA of the painted raster, as its medium shows it, changed in place; rectangles in the
 * raster's pixels and inside it; coverage 0 to 255, one byte a pixel, with the selection already in it.
 */
export type Operation = Covering | Working

/** Makes pixels anew from those before the stroke: where the stroke crosses itself, it counts once. */
export interface Covering {
  readonly kind: 'covering'
  /** @param coverage of all of the stroke up to now */
  paint(pixels: Uint8ClampedArray, coverage: Uint8Array, rect: Rect): void
  /** Called before the pixels of `rect` change, perhaps not for the first time. */
  before?(rect: Rect): void
  /** Called when the stroke is complete; all of it is then painted once more. @param touched squares that hold all that it touched, beside each other */
  settle?(coverage: Coverage, touched: readonly Rect[]): void
}

/** Works on the pixels as they are, dab by dab, so that rubbing does more. */
export interface Working {
  readonly kind: 'working'
  /** Distance between dabs, as a share of the diameter. */
  readonly spacing: number
  /** How many pixels beyond a dab it looks at. */
  readonly reach: number
  /** Dabs lie on whole pixels, for what moves pixels without sampling them anew. */
  readonly whole?: boolean
  /**
   * @param patch pixels of `patch.rect`, of which those of the dab may change
   * @param coverage of the dab alone, for `box`
   * @param box where the dab lies; `patch.rect` holds it, with {@link reach} around it except beyond the raster
   * @param image which of the images of the pointer under the symmetry, from 0
   * @param middle the dab's, rounded down to the corner of a pixel
   */
  dab(patch: WorkPatch, coverage: Uint8Array, box: Rect, image: number, middle: Point): void
}

export interface WorkPatch {
  readonly rect: Rect
  readonly bytes: Uint8ClampedArray
}

/** What a brush's touch is like beside its dabs. */
export interface Touch {
  readonly antialias: boolean
  readonly texture?: Texture
}

/** What becomes of dabs. */
export interface Applied {
  apply(dabs: readonly PlacedDab[]): void
  /** The path is complete. */
  end(): void
}

/** Lays one colour over what is there. */
export const painting = (color: Color, opacity: number): Covering => ({
  kind: 'covering',
  paint: (pixels, coverage) => paintOver(pixels, coverage, color, opacity),
})

const black: Color = { r: 0, g: 0, b: 0 }

/** Takes pixels away: a mask hides, and where alpha is locked, what lies behind the paint, `background`, appears. */
export function erasing(medium: Medium, background: Color, opacity: number): Covering {
  if (medium.kind === 'mask') return painting(black, opacity)
  if (medium.kind === 'locked') return painting(background, opacity)
  return { kind: 'covering', paint: (pixels, coverage) => erase(pixels, coverage, opacity) }
}
