import type { Rect } from '../../../electron/contract/pixels.ts'
import { currentSelection } from '../masks/current.ts'
import { maskInLayer } from '../masks/layerMask.ts'
import { cutMask, HALF } from '../masks/mask.ts'
import type { MaskRaster } from '../types.ts'
import type { Coverage } from './dab.ts'
import type { PaintTarget } from './target.ts'

/** What of a brush's coverage counts: within the selection as it was when the stroke began. */
export class Limit {
  readonly #target: PaintTarget
  readonly #selection: MaskRaster | null
  readonly #antialias: boolean

  /** @param antialias false: every pixel wholly or not at all */
  constructor(target: PaintTarget, antialias: boolean) {
    this.#target = target
    this.#selection = currentSelection(target.session)
    this.#antialias = antialias
  }

  /** The coverage of `rect` of the raster, times the selection's. @param at where `coverage` begins in the raster */
  of(coverage: Coverage, rect: Rect, at: { x: number; y: number } = { x: 0, y: 0 }): Uint8Array {
    const limited = cutMask(coverage.data, coverage.width, { ...rect, x: rect.x - at.x, y: rect.y - at.y })
    if (!this.#antialias) for (let i = 0; i < limited.length; i++) limited[i] = limited[i]! < HALF ? 0 : 255
    if (!this.#selection) return limited
    const allowed = maskInLayer(this.#selection, this.#target.matrix, rect)
    for (let i = 0; i < limited.length; i++) limited[i] = (limited[i]! * allowed[i]! + 127) / 255
    return limited
  }
}
