import {
  currentSession,
  deselect,
  featherSelection,
  growSelection,
  invertSelection,
  selectAll,
  selectLayerContent,
  shrinkSelection,
} from '../../document/index.ts'
import { askPixels } from '../dialogs/PixelsDialog.tsx'
import { saveSelectionAsMask } from '../dialogs/saveSelection.ts'
import { isOpen } from '../opened.ts'
import { activeLayer, hasSelection } from '../openState.ts'
import type { Action } from './action.ts'

/** Changes the selection by a number of pixels that the user is asked for. */
function byPixels(
  id: 'grow' | 'shrink' | 'feather',
  initial: number,
  change: (radius: number) => void,
  shortcut?: string,
): Action {
  return {
    id: `select.${id}`,
    label: `actions:select.${id}`,
    menu: 'select/change',
    ...(shortcut ? { shortcut } : {}),
    enabled: hasSelection,
    perform: async () => {
      const radius = await askPixels(`actions:select.${id}`, initial)
      if (radius !== null) change(radius)
    },
  }
}

export const selectActions: Action[] = [
  {
    id: 'select.all',
    label: 'actions:select.all',
    shortcut: '$mod+A',
    menu: 'select/whole',
    enabled: isOpen,
    perform: () => selectAll(currentSession()),
  },
  {
    id: 'select.none',
    label: 'actions:select.none',
    shortcut: '$mod+D',
    menu: 'select/whole',
    enabled: hasSelection,
    perform: () => deselect(currentSession()),
  },
  {
    id: 'select.invert',
    label: 'actions:select.invert',
    shortcut: '$mod+Shift+I',
    menu: 'select/whole',
    enabled: isOpen,
    perform: () => invertSelection(currentSession()),
  },
  {
    id: 'select.fromAlpha',
    label: 'actions:select.fromAlpha',
    menu: 'select/whole',
    enabled: () => activeLayer() !== null,
    perform: () => {
      const layer = activeLayer()
      if (layer) selectLayerContent(currentSession(), layer.id)
    },
  },
  byPixels('grow', 4, (radius) => growSelection(currentSession(), radius)),
  byPixels('shrink', 4, (radius) => shrinkSelection(currentSession(), radius)),
  byPixels('feather', 8, (radius) => featherSelection(currentSession(), radius), 'Shift+F6'),
  {
    id: 'select.saveMask',
    label: 'actions:select.saveMask',
    menu: 'select/mask',
    enabled: hasSelection,
    perform: saveSelectionAsMask,
  },
]
