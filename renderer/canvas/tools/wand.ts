import { currentSession } from '../../document/current.ts'
import { selectWand } from '../../document/selection/select.ts'
import { toolSettings } from '../toolSettings.ts'
import { selectModeOf } from './selecting.ts'
import type { Pointer } from './tool.ts'

/** Selects what looks like the pixel that was clicked. */
export function selectAlike(pressed: Pointer): void {
  const { wand, feather } = toolSettings.getState()
  selectWand(currentSession(), pressed.document, { ...wand, feather, mode: selectModeOf(pressed) })
}
