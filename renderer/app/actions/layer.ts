import { CopyPlus, Eye, FolderPlus, Grid2x2, Lock, Merge, Plus, Scaling, Trash2 } from 'lucide-react'
import { hasPixels, type Layer, type LayerId } from '../../../electron/contract/document/index.ts'
import { chooseTool } from '../../canvas/index.ts'
import {
  addPaintLayer,
  copyToLayer,
  currentSession,
  cutToLayer,
  duplicateLayers,
  flatten,
  flipLayers,
  groupLayers,
  mergeDown,
  mergeLayers,
  mergeVisible,
  raiseLayers,
  removeLayers,
  resetTransform,
  rotateLayers,
  setAlphaLocked,
  setLocked,
  setVisible,
  siblingsOf,
  ungroupLayers,
} from '../../document/index.ts'
import { type TranslationKey, t } from '../../i18n/index.ts'
import { renameActiveLayer } from '../dialogs/RenameDialog.tsx'
import { isOpen } from '../opened.ts'
import { activeLayer, hasLayers, hasSelection, hasUnlockedLayers, selectedLayers } from '../openState.ts'
import type { Action, MenuPath } from './action.ts'

/** An action on the selected layers. */
function onLayers(
  id: string,
  label: TranslationKey,
  menu: MenuPath,
  perform: (ids: LayerId[]) => unknown,
  more: Partial<Action> = {},
): Action {
  return {
    id: `layer.${id}`,
    label,
    menu,
    enabled: hasUnlockedLayers,
    perform: () => {
      perform(selectedLayers())
    },
    ...more,
  }
}

function hasLayerBelow(): boolean {
  const active = activeLayer()
  return (
    active !== null &&
    hasUnlockedLayers() &&
    siblingsOf(currentSession().data, active.id).indexOf(active.id) > 0
  )
}

/** With a selection, what it holds of the active layer; else the layers whole. */
function duplicate(ids: readonly LayerId[]): void {
  const session = currentSession()
  const active = activeLayer()
  const nameCopy = (name: string) => t('document:names.copyOf', { name })
  if (hasSelection() && active) copyToLayer(session, active.id, nameCopy)
  else duplicateLayers(session, ids, nameCopy)
}

/** Shows the handles; a selected part is lifted onto a layer of its own first, since handles are a layer's. */
function freeTransform(): void {
  const session = currentSession()
  const active = activeLayer()
  if (hasSelection() && active) cutToLayer(session, active.id, (name) => t('document:names.partOf', { name }))
  chooseTool('move')
}

const locksAlpha = (layer: Layer | null) => layer !== null && hasPixels(layer) && layer.alphaLocked === true

const layerCount = () => (isOpen() ? currentSession().data.root.length : 0)

export const layerActions: Action[] = [
  {
    id: 'layer.addPaint',
    label: 'actions:layer.addPaint',
    icon: Plus,
    shortcut: '$mod+Shift+N',
    menu: 'layer/new',
    enabled: isOpen,
    perform: () => void addPaintLayer(currentSession(), t('document:names.layer')),
  },
  onLayers('duplicate', 'actions:layer.duplicate', 'layer/new', duplicate, {
    icon: CopyPlus,
    shortcut: '$mod+J',
    enabled: hasLayers,
  }),
  onLayers('delete', 'actions:layer.delete', 'layer/new', (ids) => removeLayers(currentSession(), ids), {
    icon: Trash2,
    shortcut: '$mod+Delete',
    alternatives: ['Shift+Delete'],
  }),
  onLayers('rename', 'actions:layer.rename', 'layer/state', renameActiveLayer, {
    shortcut: 'F2',
    enabled: hasLayers,
  }),
  onLayers(
    'toggleVisible',
    'actions:layer.toggleVisible',
    'layer/state',
    (ids) => setVisible(currentSession(), ids, !activeLayer()?.visible),
    { icon: Eye, shortcut: '$mod+Alt+H', enabled: hasLayers },
  ),
  onLayers(
    'toggleLock',
    'actions:layer.toggleLock',
    'layer/state',
    (ids) => setLocked(currentSession(), ids, !activeLayer()?.locked),
    { icon: Lock, shortcut: '$mod+/', enabled: hasLayers },
  ),
  onLayers(
    'lockAlpha',
    'actions:layer.lockAlpha',
    'layer/state',
    (ids) => setAlphaLocked(currentSession(), ids, !locksAlpha(activeLayer())),
    {
      icon: Grid2x2,
      shortcut: 'Slash',
      enabled: () => hasUnlockedLayers() && hasPixels(activeLayer() ?? undefined),
      checked: () => locksAlpha(activeLayer()),
    },
  ),
  onLayers(
    'group',
    'actions:layer.group',
    'layer/group',
    (ids) => groupLayers(currentSession(), ids, t('document:names.group')),
    { icon: FolderPlus, shortcut: '$mod+G', enabled: hasLayers },
  ),
  onLayers('ungroup', 'actions:layer.ungroup', 'layer/group', (ids) => ungroupLayers(currentSession(), ids), {
    shortcut: '$mod+Shift+G',
    enabled: () => hasUnlockedLayers() && activeLayer()?.kind === 'group',
  }),
  onLayers(
    'front',
    'actions:layer.front',
    'layer/group/arrange',
    (ids) => raiseLayers(currentSession(), ids, Infinity),
    {
      shortcut: '$mod+Shift+]',
      alternatives: ['$mod+Shift+}'],
      enabled: hasLayers,
    },
  ),
  onLayers(
    'raise',
    'actions:layer.raise',
    'layer/group/arrange',
    (ids) => raiseLayers(currentSession(), ids, 1),
    {
      shortcut: '$mod+]',
      enabled: hasLayers,
    },
  ),
  onLayers(
    'lower',
    'actions:layer.lower',
    'layer/group/arrange',
    (ids) => raiseLayers(currentSession(), ids, -1),
    {
      shortcut: '$mod+[',
      enabled: hasLayers,
    },
  ),
  onLayers(
    'back',
    'actions:layer.back',
    'layer/group/arrange',
    (ids) => raiseLayers(currentSession(), ids, -Infinity),
    {
      shortcut: '$mod+Shift+[',
      alternatives: ['$mod+Shift+{'],
      enabled: hasLayers,
    },
  ),
  {
    id: 'layer.transform',
    label: 'actions:layer.transform',
    icon: Scaling,
    shortcut: '$mod+T',
    // Browsers keep the other one to themselves.
    alternatives: ['$mod+Alt+T'],
    menu: 'layer/group',
    enabled: hasUnlockedLayers,
    perform: freeTransform,
  },
  onLayers('flipHorizontal', 'actions:layer.flipHorizontal', 'layer/group/transform', (ids) =>
    flipLayers(currentSession(), ids, 'horizontal'),
  ),
  onLayers('flipVertical', 'actions:layer.flipVertical', 'layer/group/transform', (ids) =>
    flipLayers(currentSession(), ids, 'vertical'),
  ),
  onLayers('rotate90', 'actions:layer.rotate90', 'layer/group/transform', (ids) =>
    rotateLayers(currentSession(), ids, 90),
  ),
  onLayers('rotate270', 'actions:layer.rotate270', 'layer/group/transform', (ids) =>
    rotateLayers(currentSession(), ids, 270),
  ),
  onLayers('rotate180', 'actions:layer.rotate180', 'layer/group/transform', (ids) =>
    rotateLayers(currentSession(), ids, 180),
  ),
  onLayers('resetTransform', 'actions:layer.resetTransform', 'layer/group/transform', (ids) =>
    resetTransform(currentSession(), ids),
  ),
  {
    id: 'layer.mergeDown',
    label: 'actions:layer.mergeDown',
    icon: Merge,
    shortcut: '$mod+Shift+M',
    menu: 'layer/merge',
    enabled: hasLayerBelow,
    perform: () => {
      const active = activeLayer()
      if (active) mergeDown(currentSession(), active.id)
    },
  },
  onLayers(
    'mergeSelected',
    'actions:layer.mergeSelected',
    'layer/merge',
    (ids) => mergeLayers(currentSession(), ids),
    {
      enabled: () => hasUnlockedLayers() && (selectedLayers().length > 1 || activeLayer()?.kind === 'group'),
    },
  ),
  {
    id: 'layer.mergeVisible',
    label: 'actions:layer.mergeVisible',
    menu: 'layer/merge',
    enabled: () => layerCount() > 1,
    perform: () => void mergeVisible(currentSession()),
  },
  {
    id: 'layer.flatten',
    label: 'actions:layer.flatten',
    menu: 'layer/merge',
    enabled: () => layerCount() > 0,
    perform: () => void flatten(currentSession(), t('document:names.background')),
  },
]
