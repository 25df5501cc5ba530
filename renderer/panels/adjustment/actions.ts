import {
  type AdjustmentKind,
  adjustmentKinds,
  defaultAdjustments,
} from '../../../electron/contract/document/index.ts'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { isOpen } from '../../app/opened.ts'
import { hasUnlockedLayers, selectedLayers } from '../../app/openState.ts'
import { addAdjustment, adjustLayers, currentSession } from '../../document/index.ts'
import { rasterLayersIn } from '../../document/operations/transform.ts'
import { t } from '../../i18n/index.ts'
import { adjustByDialog } from './AdjustDialog.tsx'

/** The keys of the commands on pixels, where other editors have them too. */
const keys: Partial<Record<AdjustmentKind, string>> = {
  levels: '$mod+L',
  curves: '$mod+M',
  exposure: '$mod+Alt+E',
  'hue-saturation': '$mod+U',
  vibrance: '$mod+Alt+V',
  'white-balance': '$mod+Shift+B',
  'black-and-white': '$mod+Alt+B',
  invert: '$mod+I',
}

const hasPixels = () =>
  hasUnlockedLayers() && rasterLayersIn(currentSession().data, selectedLayers()).length > 0

/** A layer that adjusts what lies below it. */
const layerAction = (kind: AdjustmentKind, index: number): Action => ({
  id: `layer.adjust.${kind}`,
  label: `adjust:layers.${kind}`,
  menu: 'layer/new/adjustment',
  shortcut: `Alt+Digit${index + 1}`,
  enabled: isOpen,
  perform: () => void addAdjustment(currentSession(), t(`adjust:kinds.${kind}`), defaultAdjustments[kind]),
})

/** A change of the pixels themselves. */
const pixelAction = (kind: Exclude<AdjustmentKind, 'gradient-map'>): Action => ({
  id: `image.adjust.${kind}`,
  label: kind === 'invert' ? 'adjust:kinds.invert' : `adjust:commands.${kind}`,
  menu: 'image/adjust/adjust',
  ...(keys[kind] && { shortcut: keys[kind] }),
  enabled: hasPixels,
  perform: () => {
    if (kind === 'invert') adjustLayers(currentSession(), selectedLayers(), defaultAdjustments.invert)
    else return adjustByDialog(kind, selectedLayers())
  },
})

/** Adds the adjustments to the studio; called once at start-up. */
export function registerAdjustments(): void {
  registerActions([
    ...adjustmentKinds.map(layerAction),
    ...adjustmentKinds.filter((kind) => kind !== 'gradient-map').map((kind) => pixelAction(kind)),
  ])
}
