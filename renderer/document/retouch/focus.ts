import type { Rect } from '../../../electron/contract/pixels.ts'
import type { Working, WorkPatch } from '../brush/operation.ts'
import type { StrokeTool } from '../brush/stroke.ts'
import { intersection } from '../geometry.ts'
import { label } from '../label.ts'

export interface FocusOptions {
  readonly direction: 'blur' | 'sharpen'
  /** 0 to 1. */
  readonly strength: number
}

/** Binomial weights, a Gaussian of a standard deviation of one pixel: a dab's blur. */
const TAPS = [1, 4, 6, 4, 1] as const
const REACH = 2
/** How much of what blurring would take away a dab of sharpening adds. */
const SHARPENING = 0.35
const SPACING = 0.12
const PLANES = 4

/** Blurs or sharpens a little with every dab. Colours are weighed by their alpha; alpha is blurred too and never sharpened. */
export const focusBrush = ({ direction, strength }: FocusOptions): StrokeTool => ({
  entry: label(direction),
  adds: false,
  operation: (): Working => ({
    kind: 'working',
    spacing: SPACING,
    reach: REACH,
    dab(patch, coverage, box) {
      const blurred = blurredBox(patch, box)
      if (direction === 'blur') mix(patch, coverage, box, blurred, strength)
      else sharpen(patch, coverage, box, blurred, strength * SHARPENING)
    },
  }),
})

/** Premultiplied red, green, blue, and alpha of `box`, blurred; beyond the patch the nearest pixels count twice. */
function blurredBox({ rect, bytes }: WorkPatch, box: Rect): Float32Array {
  const around = intersection(
    { x: box.x, y: box.y - REACH, width: box.width, height: box.height + 2 * REACH },
    rect,
  )
  const rows = new Float32Array(PLANES * around.width * around.height)
  for (let y = 0, to = 0; y < around.height; y++)
    for (let x = 0; x < around.width; x++, to += PLANES)
      for (let tap = -REACH; tap <= REACH; tap++) {
        const column = Math.min(rect.width - 1, Math.max(0, around.x - rect.x + x + tap))
        const at = 4 * ((around.y - rect.y + y) * rect.width + column)
        const weight = TAPS[tap + REACH]! / 16
        const alpha = weight * bytes[at + 3]!
        for (let k = 0; k < 3; k++) rows[to + k] = rows[to + k]! + alpha * bytes[at + k]!
        rows[to + 3] = rows[to + 3]! + alpha
      }
  const out = new Float32Array(PLANES * box.width * box.height)
  for (let y = 0, to = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++, to += PLANES)
      for (let tap = -REACH; tap <= REACH; tap++) {
        const row = Math.min(around.height - 1, Math.max(0, box.y - around.y + y + tap))
        const at = PLANES * (row * around.width + x)
        const weight = TAPS[tap + REACH]! / 16
        for (let k = 0; k < PLANES; k++) out[to + k] = out[to + k]! + weight * rows[at + k]!
      }
  return out
}

function mix(
  { rect, bytes }: WorkPatch,
  coverage: Uint8Array,
  box: Rect,
  blurred: Float32Array,
  strength: number,
) {
  for (let i = 0; i < coverage.length; i++) {
    const share = (coverage[i]! / 255) * strength
    if (share === 0) continue
    const at = offsetIn(rect, box, i)
    const own = (1 - share) * bytes[at + 3]!
    const alpha = own + share * blurred[PLANES * i + 3]!
    if (alpha > 0)
      for (let k = 0; k < 3; k++)
        bytes[at + k] = (own * bytes[at + k]! + share * blurred[PLANES * i + k]!) / alpha
    bytes[at + 3] = alpha
  }
}

function sharpen(
  { rect, bytes }: WorkPatch,
  coverage: Uint8Array,
  box: Rect,
  blurred: Float32Array,
  strength: number,
) {
  for (let i = 0; i < coverage.length; i++) {
    const share = (coverage[i]! / 255) * strength
    const alpha = blurred[PLANES * i + 3]!
    if (share === 0 || alpha === 0) continue
    const at = offsetIn(rect, box, i)
    for (let k = 0; k < 3; k++)
      bytes[at + k] = bytes[at + k]! + share * (bytes[at + k]! - blurred[PLANES * i + k]! / alpha)
  }
}

/** Where the bytes of pixel `i` of `box` lie among those of `rect`. */
export const offsetIn = (rect: Rect, box: Rect, i: number): number =>
  4 * ((box.y - rect.y + Math.floor(i / box.width)) * rect.width + box.x - rect.x + (i % box.width))
