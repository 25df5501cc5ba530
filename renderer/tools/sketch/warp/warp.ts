import { setLayerPreview } from '../../../canvas/index.ts'
import type { Pointer } from '../../../canvas/tools/tool.ts'
import { canvasOf, inverse, matrixOf, multiply, transformRect } from '../../../document/index.ts'
import { liveSketch } from '../live.ts'
import { laidOut, type Place, shareAt } from '../place.ts'
import { sketchState } from '../state.ts'
import { outlinesOf, type Patch, patchAt } from './patch.ts'

/**
 * A piece of the generator's picture on its way to another place (the warping brush of Zhu et al. 2016). Let go, it is
 * painted there on the layer of colours, and its outlines on that of outlines: what it asks for can be erased, undone and kept
 * like anything drawn.
 */
export class Warp {
  readonly #place: Place
  readonly #start: Pointer
  readonly #patch: Patch

  private constructor(place: Place, start: Pointer, patch: Patch) {
    this.#place = place
    this.#start = start
    this.#patch = patch
  }

  /** Picks the piece under the pointer; null where no sketch is under way. */
  static pick(pointer: Pointer): Warp | null {
    const picture = liveSketch()?.drawn?.pixels
    const { place, patchSide } = sketchState.getState()
    if (!picture || !place) return null
    return new Warp(place, pointer, patchAt(picture, shareAt(place, pointer.document), patchSide))
  }

  move(pointer: Pointer): void {
    const { pixels, part } = this.#patch
    setLayerPreview('top', laidOut(this.#movedTo(pointer), canvasOf(pixels), part))
  }

  /** Paints it where the pointer is. */
  drop(pointer: Pointer): void {
    this.cancel()
    const sketch = liveSketch()
    const layers = sketch?.layers
    if (!sketch || !layers) return
    const { pixels, part } = this.#patch
    const gesture = sketch.session.begin({ key: 'sketch:history.warp' })
    for (const [layer, drawn] of [
      [layers.color, pixels],
      [layers.outline, outlinesOf(pixels)],
    ] as const) {
      if (!layer) continue
      const matrix = multiply(inverse(matrixOf(layer.transform)), this.#movedTo(pointer))
      gesture.editPixels(layer.raster, transformRect(matrix, part), (context) => {
        const { a, b, c, d, e, f } = multiply(matrix, {
          a: part.width / pixels.width,
          b: 0,
          c: 0,
          d: part.height / pixels.height,
          e: part.x,
          f: part.y,
        })
        context.imageSmoothingQuality = 'high'
        context.setTransform(a, b, c, d, e, f)
        context.drawImage(canvasOf(drawn), 0, 0)
      })
      if (!layer.visible)
        gesture.update((draft) => {
          draft.layers[layer.id]!.visible = true
        })
    }
    gesture.commit()
  }

  cancel(): void {
    setLayerPreview('top', null)
  }

  /** The place of a picture whose piece is where the pointer is. */
  #movedTo({ document }: Pointer): Place {
    const [dx, dy] = [document.x - this.#start.document.x, document.y - this.#start.document.y]
    return { ...this.#place, e: this.#place.e + dx, f: this.#place.f + dy }
  }
}
