import { ClipboardPaste, Copy, PaintBucket, Redo2, Scissors, Undo2 } from 'lucide-react'
import { toolSettings } from '../../canvas/index.ts'
import { clearContents, currentSession, fillContents, label, removeLayers } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { hexToRgb } from '../../ui/color.ts'
import { showToast } from '../../ui/Toast.tsx'
import { copy, copyAll, cut, paste } from '../files/clipboard.ts'
import { copyPng } from '../files/copyPng.ts'
import { isOpen, openSessionOrNull } from '../opened.ts'
import { hasLayers, hasSelection, hasUnlockedLayers, selectedLayers } from '../openState.ts'
import type { Action } from './action.ts'

const history = () => openSessionOrNull()?.store.getState()

function fill(color: 'foreground' | 'background'): void {
  const [r, g, b] = hexToRgb(toolSettings.getState()[color])
  fillContents(currentSession(), selectedLayers(), { r, g, b })
}

/** The selected part of the layers; without a selection the layers themselves, which is told with the way back. */
function deleteSelected(): void {
  const session = currentSession()
  const layers = selectedLayers()
  if (hasSelection()) {
    const [r, g, b] = hexToRgb(toolSettings.getState().background)
    clearContents(session, layers, label('clear'), { r, g, b })
    return
  }
  const names = layers.map((id) => session.data.layers[id]?.name ?? '')
  removeLayers(session, layers)
  const { historyPosition } = session.store.getState()
  const undo = () => session.store.getState().historyPosition === historyPosition && session.undo()
  showToast({
    title: t(names.length === 1 ? 'app:layers.deleted_one' : 'app:layers.deleted_other', {
      count: names.length,
      name: names[0] ?? '',
    }),
    action: { label: t('actions:edit.undo'), perform: undo },
    id: 'layers-deleted',
  })
}

export const editActions: Action[] = [
  {
    id: 'edit.undo',
    label: 'actions:edit.undo',
    icon: Undo2,
    shortcut: '$mod+Z',
    menu: 'edit/history',
    enabled: () => (history()?.historyPosition ?? 0) > 0,
    perform: () => currentSession().undo(),
  },
  {
    id: 'edit.redo',
    label: 'actions:edit.redo',
    icon: Redo2,
    shortcut: '$mod+Shift+Z',
    alternatives: ['$mod+Y'],
    menu: 'edit/history',
    enabled: () => {
      const state = history()
      return state !== undefined && state.historyPosition < state.history.length
    },
    perform: () => currentSession().redo(),
  },
  {
    id: 'edit.cut',
    label: 'actions:edit.cut',
    icon: Scissors,
    shortcut: '$mod+X',
    menu: 'edit/clipboard',
    enabled: hasUnlockedLayers,
    perform: cut,
  },
  {
    id: 'edit.copy',
    label: 'actions:edit.copy',
    icon: Copy,
    shortcut: '$mod+C',
    menu: 'edit/clipboard',
    enabled: hasLayers,
    perform: copy,
  },
  {
    id: 'edit.copyMerged',
    label: 'actions:edit.copyMerged',
    shortcut: '$mod+Shift+C',
    menu: 'edit/clipboard',
    enabled: isOpen,
    perform: copyAll,
  },
  {
    id: 'edit.copyPng',
    label: 'actions:edit.copyPng',
    shortcut: '$mod+Alt+Shift+C',
    menu: 'edit/clipboard',
    enabled: isOpen,
    perform: copyPng,
  },
  {
    id: 'edit.paste',
    label: 'actions:edit.paste',
    icon: ClipboardPaste,
    shortcut: '$mod+V',
    byBrowser: true,
    menu: 'edit/clipboard',
    perform: paste,
  },
  {
    id: 'edit.clear',
    label: 'actions:edit.clear',
    shortcut: 'Delete',
    alternatives: ['Backspace'],
    menu: 'edit/contents',
    enabled: hasUnlockedLayers,
    perform: deleteSelected,
  },
  {
    id: 'edit.fillForeground',
    label: 'actions:edit.fillForeground',
    icon: PaintBucket,
    shortcut: 'Alt+Backspace',
    menu: 'edit/contents',
    enabled: hasUnlockedLayers,
    perform: () => fill('foreground'),
  },
  {
    id: 'edit.fillBackground',
    label: 'actions:edit.fillBackground',
    shortcut: '$mod+Backspace',
    menu: 'edit/contents',
    enabled: hasUnlockedLayers,
    perform: () => fill('background'),
  },
]
