import type { Layer as PsdLayer } from 'ag-psd'
import type { Layer } from '../../../contract/document/index.ts'
import { fillsSpecially } from './fillOpacity.ts'
import { fromPsdMode } from './names.ts'

export type Properties = Pick<Layer, 'name' | 'visible' | 'locked' | 'opacity' | 'blendMode'>

/**
 * What a layer or group is in a document apart from its pixels. A mode that documents do not have becomes normal, as does
 * `pass-through` of what is no group.
 */
export function propertiesOf(layer: PsdLayer): Properties {
  const known = fromPsdMode(layer.blendMode ?? 'normal') ?? 'normal'
  const blendMode = !layer.children && known === 'pass-through' ? 'normal' : known
  const fill = fillsSpecially(blendMode) ? 1 : (layer.fillOpacity ?? 1)
  return {
    name: (layer.name ?? '').slice(0, 200),
    visible: !layer.hidden,
    locked: layer.protected?.composite ?? false,
    opacity: (layer.opacity ?? 1) * fill,
    blendMode,
  }
}

/** Whether painting keeps the layer's alpha as it is: by the block of Photoshop's locks, or by a flag that older files have. */
export const protectsAlpha = ({ transparencyProtected, protected: locks }: PsdLayer): boolean =>
  (locks?.transparency ?? false) || (transparencyProtected ?? false)
