import { currentSession } from '../../document/current.ts'
import { label } from '../../document/label.ts'
import { currentSelection } from '../../document/masks/current.ts'
import type { Mask, SelectMode } from '../../document/masks/mask.ts'
import { deselect, selectShape } from '../../document/selection/select.ts'
import { sayOnCanvas } from '../messages.ts'
import { toolSettings } from '../toolSettings.ts'
import type { Pointer } from './tool.ts'

/** How a new shape joins the selection: by the keys held when it was begun, else as set. */
export function selectModeOf({ shift, alt }: Pointer): SelectMode {
  if (shift && alt) return 'intersect'
  if (shift) return 'add'
  if (alt) return 'subtract'
  return toolSettings.getState().selectMode
}

/** Selects a shape with the feather and edge that the options ask for, as one undo entry. */
export function select(
  entry: 'selectRectangle' | 'selectEllipse' | 'lasso',
  shape: Mask,
  mode: SelectMode,
): void {
  const { feather, antialias } = toolSettings.getState()
  const edged = antialias ? shape : { ...shape, data: shape.data.map((value) => (value >= 128 ? 255 : 0)) }
  const session = currentSession()
  selectShape(session, label(entry), edged, { mode, feather })
  if (!currentSelection(session)) sayOnCanvas({ key: 'canvas:message.nothingSelected', tone: 'info' })
}

/** A click with a selection tool, where it would begin anew, selects nothing. */
export function clickAway(mode: SelectMode): void {
  const session = currentSession()
  if (mode === 'replace' && currentSelection(session)) deselect(session)
}
