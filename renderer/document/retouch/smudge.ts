import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Working, WorkPatch } from '../brush/operation.ts'
import type { StrokeTool } from '../brush/stroke.ts'
import { label } from '../label.ts'

export interface SmudgeOptions {
  /** How much of what the finger carries it leaves at each dab, 0 to 1: at 1 it carries the first pixels all the way. */
  readonly strength: number
}

/** Fine enough that what is dragged shows no steps. */
const SPACING = 0.02

/** What a finger carries: premultiplied colours and alpha around the middle of its last dab. */
interface Carried {
  /** Relative to the dab's middle. */
  readonly rect: Rect
  readonly values: Float32Array
}

/** Drags wet paint: each dab leaves some of what the one before it found, and takes some of what it finds itself. */
export const smudgeBrush = ({ strength }: SmudgeOptions): StrokeTool => ({
  entry: label('smudge'),
  adds: false,
  operation: (): Working => {
    const carried = new Map<number, Carried>()
    return {
      kind: 'working',
      spacing: SPACING,
      reach: 0,
      whole: true,
      dab(patch, coverage, box, image, middle) {
        const before = carried.get(image)
        if (before) leave(patch, coverage, box, middle, before, strength)
        carried.set(image, pickUp(patch, box, middle))
      },
    }
  },
})

function leave(
  { rect, bytes }: WorkPatch,
  coverage: Uint8Array,
  box: Rect,
  middle: { readonly x: number; readonly y: number },
  { rect: held, values }: Carried,
  strength: number,
): void {
  for (let y = 0, i = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++, i++) {
      const share = (coverage[i]! / 255) * strength
      const u = box.x + x - middle.x - held.x
      const v = box.y + y - middle.y - held.y
      if (share === 0 || u < 0 || v < 0 || u >= held.width || v >= held.height) continue
      const from = 4 * (v * held.width + u)
      const at = 4 * ((box.y - rect.y + y) * rect.width + box.x - rect.x + x)
      const own = (1 - share) * bytes[at + 3]!
      const alpha = own + share * values[from + 3]!
      if (alpha > 0)
        for (let k = 0; k < 3; k++) bytes[at + k] = (own * bytes[at + k]! + share * values[from + k]!) / alpha
      bytes[at + 3] = alpha
    }
}

function pickUp(
  { rect, bytes }: WorkPatch,
  box: Rect,
  middle: { readonly x: number; readonly y: number },
): Carried {
  const values = new Float32Array(4 * box.width * box.height)
  for (let y = 0, to = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++, to += 4) {
      const at = 4 * ((box.y - rect.y + y) * rect.width + box.x - rect.x + x)
      const alpha = bytes[at + 3]!
      for (let k = 0; k < 3; k++) values[to + k] = alpha * bytes[at + k]!
      values[to + 3] = alpha
    }
  return { rect: { ...box, x: box.x - middle.x, y: box.y - middle.y }, values }
}
