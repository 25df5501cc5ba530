import { adjusting } from '../../../electron/contract/adjusting/adjust.ts'
import type { Adjustment, LayerId } from '../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../electron/contract/errors.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import { text } from '../../../electron/contract/text.ts'
import { type Covering, erasing, painting } from '../brush/operation.ts'
import { composite, isolated } from '../composite.ts'
import { intersection, isEmpty } from '../geometry.ts'
import { label } from '../label.ts'
import { boundsOf } from '../layerPixels.ts'
import { currentSelection } from '../masks/current.ts'
import { combineMasks, maskBounds } from '../masks/mask.ts'
import type { DocumentSession } from '../session.ts'
import type { Point } from '../transform.ts'
import { requireUnlocked } from '../tree.ts'
import type { Color, Gesture, Label } from '../types.ts'
import { editContents, type Write } from './editContents.ts'
import { fadedOut, type WandOptions, wandMask } from './wand.ts'

/** Pixels and where their top-left corner lies in the document. */
export interface Clip {
  readonly pixels: Pixels
  readonly x: number
  readonly y: number
}

const white: Color = { r: 255, g: 255, b: 255 }

/** Makes the selected part of layers transparent, or of colour `behind` where alpha is locked; without a selection, all of them. */
export function clearContents(
  session: DocumentSession,
  ids: readonly LayerId[],
  entry: Label = label('clear'),
  behind: Color = white,
): void {
  session.edit(entry, (gesture) => clearWithin(session, gesture, ids, behind))
}

/** {@link clearContents} as a part of something larger. */
export function clearWithin(
  session: DocumentSession,
  gesture: Gesture,
  ids: readonly LayerId[],
  behind: Color = white,
): void {
  editContents(session, gesture, ids, (medium) => writing(erasing(medium, behind, 1)), { masks: true })
}

const writing =
  (operation: Covering): Write =>
  (bytes, coverage, rect) =>
    operation.paint(bytes, coverage, rect)

/** Changes the colours of the selected part of layers, as a part of something larger. */
export function adjustWithin(
  session: DocumentSession,
  gesture: Gesture,
  ids: readonly LayerId[],
  adjustment: Adjustment,
): void {
  const adjust = adjusting(adjustment)
  editContents(session, gesture, ids, () => (bytes, coverage) => {
    const before = bytes.slice()
    adjust(bytes)
    for (let i = 0; i < coverage.length; i++) {
      const share = coverage[i]! / 255
      if (share < 1)
        for (let at = 4 * i; at < 4 * i + 3; at++)
          bytes[at] = before[at]! + share * (bytes[at]! - before[at]!)
    }
  })
}

/** Paints the selected part of layers with an opaque colour; without a selection, all of them. */
export function fillContents(session: DocumentSession, ids: readonly LayerId[], color: Color): void {
  session.edit(label('fill'), (gesture) =>
    editContents(session, gesture, ids, () => writing(painting(color, 1)), { adds: true, masks: true }),
  )
}

export interface BucketOptions extends WandOptions {
  /** What looks alike: in the whole picture, or on the layer alone. */
  readonly sampleAll: boolean
  /** Fades into the pixels around that differ only a little, as the smoothed edge of a line does. */
  readonly antialias: boolean
}

/**
 * Paints what looks like the pixel at `point` of the document with an opaque colour, within the selection.
 *
 * @returns whether anything was there to paint: false outside the document and beside the selection
 */
export function bucketFill(
  session: DocumentSession,
  id: LayerId,
  point: Point,
  color: Color,
  { sampleAll, antialias, ...options }: BucketOptions,
): boolean {
  const { width, height } = session.data
  const x = Math.floor(point.x)
  const y = Math.floor(point.y)
  if (x < 0 || y < 0 || x >= width || y >= height) return false
  const { data } = sampleAll ? composite(session) : isolated(session, id, { x: 0, y: 0, width, height })
  const alike = wandMask(data, width, height, x, y, options)
  const region = antialias ? fadedOut(alike, data, 4 * (y * width + x)) : alike
  const selection = currentSelection(session)
  const mask = selection ? combineMasks(selection, region, 'intersect') : region
  if (isEmpty(maskBounds(mask))) return false
  session.edit(label('fill'), (gesture) =>
    editContents(session, gesture, [id], () => writing(painting(color, 1)), {
      adds: true,
      masks: true,
      mask,
    }),
  )
  return true
}

/**
 * The selected part of a layer or group, cut out softly; without a selection, all of it that lies in the document.
 *
 * @throws GanvasError `invalid-input` when no pixel is there
 */
export function copyLayer(session: DocumentSession, id: LayerId): Clip {
  const { width, height } = session.data
  const region = clipRegion(session, intersection(boundsOf(session, id), { x: 0, y: 0, width, height }))
  return cutOut(session, isolated(session, id, region), region)
}

/** {@link copyLayer}, and clears what was copied. */
export function cutLayer(session: DocumentSession, id: LayerId): Clip {
  requireUnlocked(session.data, [id])
  const clip = copyLayer(session, id)
  clearContents(session, [id], label('cut'))
  return clip
}

/** The selected part of the whole picture as it is seen. */
export function copyMerged(session: DocumentSession): Clip {
  const { width, height } = session.data
  const region = clipRegion(session, { x: 0, y: 0, width, height })
  return cutOut(session, composite(session, { region }), region)
}

function clipRegion(session: DocumentSession, bounds: Rect): Rect {
  const selection = currentSelection(session)
  const region = selection ? intersection(bounds, maskBounds(selection)) : bounds
  if (isEmpty(region)) throw new GanvasError('invalid-input', text('layers.nothingToCopy'))
  return region
}

/** Multiplies the alpha of `pixels`, which lie at `region`, with the selection. */
function cutOut(session: DocumentSession, pixels: Pixels, region: Rect): Clip {
  const selection = currentSelection(session)
  if (selection)
    for (let y = 0, i = 3; y < region.height; y++)
      for (let x = 0; x < region.width; x++, i += 4) {
        const coverage = selection.data[(region.y + y) * selection.width + region.x + x]!
        pixels.data[i] = Math.round((pixels.data[i]! * coverage) / 255)
      }
  return { pixels, x: region.x, y: region.y }
}
