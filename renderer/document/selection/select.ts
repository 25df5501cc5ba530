import type { LayerId } from '../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../electron/contract/errors.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { text } from '../../../electron/contract/text.ts'
import { composite, isolated } from '../composite.ts'
import { isEmpty } from '../geometry.ts'
import { label } from '../label.ts'
import { currentSelection } from '../masks/current.ts'
import {
  combineMasks,
  fullMask,
  invertMask,
  type Mask,
  maskBounds,
  maskFromAlpha,
  type SelectMode,
} from '../masks/mask.ts'
import type { DocumentSession } from '../session.ts'
import type { Point } from '../transform.ts'
import type { Label, MaskRaster } from '../types.ts'
import { featherMask } from './feather.ts'
import { growMask, shrinkMask } from './grow.ts'
import { ellipseMask, rectangleMask } from './shapes.ts'
import { type WandOptions, wandMask } from './wand.ts'

export interface SelectOptions {
  mode?: SelectMode
  /** Pixels; softens the shape before it is joined with what is selected. */
  feather?: number
}

export function selectRectangle(session: DocumentSession, rect: Rect, options: SelectOptions = {}): void {
  const { width, height } = session.data
  selectShape(session, label('selectRectangle'), rectangleMask(width, height, rect), options)
}

export function selectEllipse(session: DocumentSession, rect: Rect, options: SelectOptions = {}): void {
  const { width, height } = session.data
  selectShape(session, label('selectEllipse'), ellipseMask(width, height, rect), options)
}

/** Selects what looks like the pixel at `point`: in the whole picture, or in the active layer by itself. */
export function selectWand(
  session: DocumentSession,
  point: Point,
  { sampleAll, tolerance, contiguous, ...options }: SelectOptions & WandOptions & { sampleAll: boolean },
): void {
  const { width, height, active } = session.data
  const x = Math.floor(point.x)
  const y = Math.floor(point.y)
  if (x < 0 || y < 0 || x >= width || y >= height) return
  const region = { x: 0, y: 0, width, height }
  const { data } = sampleAll || !active ? composite(session) : isolated(session, active, region)
  selectShape(session, label('wand'), wandMask(data, width, height, x, y, { tolerance, contiguous }), options)
}

/** Selects a layer's pixels by their alpha. */
export function selectLayerContent(session: DocumentSession, id: LayerId, options: SelectOptions = {}): void {
  const { width, height } = session.data
  const { data } = isolated(session, id, { x: 0, y: 0, width, height })
  selectShape(session, label('selectionFromLayer'), maskFromAlpha(data, width, height), options)
}

export function selectAll(session: DocumentSession): void {
  const { width, height } = session.data
  setSelection(session, label('selectAll'), fullMask(width, height))
}

export function deselect(session: DocumentSession): void {
  setSelection(session, label('deselect'), null)
}

/** Without a selection, everything becomes selected. */
export function invertSelection(session: DocumentSession): void {
  const current = currentSelection(session)
  if (!current) selectAll(session)
  else setSelection(session, label('invertSelection'), invertMask(current))
}

export function growSelection(session: DocumentSession, radius: number): void {
  setSelection(session, label('growSelection'), growMask(requireSelection(session), radius))
}

export function shrinkSelection(session: DocumentSession, radius: number): void {
  setSelection(session, label('shrinkSelection'), shrinkMask(requireSelection(session), radius))
}

export function featherSelection(session: DocumentSession, radius: number): void {
  setSelection(session, label('featherSelection'), featherMask(requireSelection(session), radius))
}

/** Joins a shape with the selection, as one undo entry. */
export function selectShape(
  session: DocumentSession,
  entry: Label,
  shape: Mask,
  { mode = 'replace', feather = 0 }: SelectOptions,
): void {
  const soft = feather > 0 ? featherMask(shape, feather) : shape
  setSelection(session, entry, combineMasks(currentSelection(session), soft, mode))
}

/** A selection that holds nothing is none. */
export function setSelection(session: DocumentSession, entry: Label, mask: Mask | null): void {
  const isNone = mask === null || isEmpty(maskBounds(mask))
  const id = isNone ? null : session.rasters.createMask(mask.width, mask.height, mask.data).id
  session.change(entry, (draft) => {
    draft.selection = id
  })
}

/** @throws GanvasError `invalid-input` when nothing is selected */
export function requireSelection(session: DocumentSession): MaskRaster {
  const current = currentSelection(session)
  if (!current) throw new GanvasError('invalid-input', text('layers.nothingSelected'))
  return current
}
