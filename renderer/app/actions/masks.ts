import { VenetianMask } from 'lucide-react'
import { hasPixels, type Layer } from '../../../electron/contract/document/index.ts'
import { maskShown, showMask } from '../../canvas/index.ts'
import {
  addMask,
  applyMask,
  canClip,
  currentSession,
  invertLayerMask,
  isLocked,
  type MaskSource,
  removeMask,
  selectMask,
  setClipped,
  setMaskEnabled,
  setMaskLinked,
} from '../../document/index.ts'
import { activeLayer, hasSelection } from '../openState.ts'
import type { Action } from './action.ts'

type Name =
  | 'maskAdd'
  | 'maskHide'
  | 'maskAlpha'
  | 'maskPaint'
  | 'maskShow'
  | 'maskSelect'
  | 'maskInvert'
  | 'maskToggle'
  | 'maskLink'
  | 'maskApply'
  | 'maskRemove'

/** An action on the active layer and its mask. */
function onLayer(
  name: Name,
  enabled: (layer: Layer) => boolean,
  perform: (layer: Layer) => void,
  more: Partial<Action> = {},
): Action {
  return {
    id: `layer.${name}`,
    label: `actions:layer.${name}`,
    menu: 'layer/mask/mask',
    enabled: () => {
      const layer = activeLayer()
      return layer !== null && enabled(layer)
    },
    perform: () => {
      const layer = activeLayer()
      if (layer) perform(layer)
    },
    ...more,
  }
}

const unlocked = ({ id }: Layer) => !isLocked(currentSession().data, id)
const masked = ({ mask }: Layer) => mask !== undefined
const add = (source: MaskSource) => (layer: Layer) => {
  const session = currentSession()
  addMask(session, layer.id, source)
  session.paintOn('mask')
}

/** Whether the active layer's mask is what is painted on. */
const paintsMask = () =>
  activeLayer()?.mask !== undefined && currentSession().store.getState().target === 'mask'

/** What can be done to a layer's mask, and clipping. */
export const maskActions: Action[] = [
  onLayer('maskAdd', unlocked, (layer) => add(hasSelection() ? 'selection' : 'all')(layer), {
    icon: VenetianMask,
    shortcut: '$mod+Shift+K',
  }),
  onLayer('maskHide', unlocked, add('nothing')),
  onLayer('maskAlpha', (layer) => unlocked(layer) && hasPixels(layer), add('alpha')),
  onLayer(
    'maskPaint',
    (layer) => masked(layer) && hasPixels(layer),
    () => currentSession().paintOn(paintsMask() ? 'pixels' : 'mask'),
    { shortcut: '$mod+Backquote', checked: paintsMask },
  ),
  onLayer('maskShow', masked, ({ id }) => showMask(maskShown() === id ? null : id), {
    checked: () => maskShown() !== null && maskShown() === activeLayer()?.id,
  }),
  onLayer('maskSelect', masked, ({ id }) => selectMask(currentSession(), id)),
  onLayer(
    'maskInvert',
    (layer) => masked(layer) && unlocked(layer),
    ({ id }) => invertLayerMask(currentSession(), id),
  ),
  onLayer('maskToggle', masked, ({ id, mask }) => setMaskEnabled(currentSession(), id, !mask?.enabled), {
    checked: () => activeLayer()?.mask?.enabled === true,
  }),
  onLayer('maskLink', masked, ({ id, mask }) => setMaskLinked(currentSession(), id, !mask?.linked), {
    checked: () => activeLayer()?.mask?.linked === true,
  }),
  onLayer(
    'maskApply',
    (layer) => masked(layer) && hasPixels(layer) && layer.kind !== 'text' && unlocked(layer),
    ({ id }) => applyMask(currentSession(), id),
  ),
  onLayer(
    'maskRemove',
    (layer) => masked(layer) && unlocked(layer),
    ({ id }) => removeMask(currentSession(), id),
  ),
  {
    id: 'layer.clip',
    label: 'actions:layer.clip',
    menu: 'layer/mask',
    shortcut: '$mod+Alt+G',
    enabled: () => {
      const layer = activeLayer()
      return (
        layer !== null && unlocked(layer) && (layer.clipped === true || canClip(currentSession(), layer.id))
      )
    },
    checked: () => activeLayer()?.clipped === true,
    perform: () => {
      const layer = activeLayer()
      if (layer) setClipped(currentSession(), layer.id, !layer.clipped)
    },
  },
]
