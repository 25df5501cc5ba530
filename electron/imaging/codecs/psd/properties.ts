import type { Layer as PsdLayer } from 'ag-psd'
import type { BlendMode, Layer } from '../../../contract/document/index.ts'
import { fillsSpecially } from './fillOpacity.ts'
import { fromPsdMode } from './names.ts'

export type Properties = Pick<Layer, 'name' | 'visible' | 'locked' | 'opacity' | 'blendMode'>

/**
 * What a layer or group is in a document apart from its pixels. A mode that documents do not have becomes normal, as does
 * `pass-through` of what is no group.
 */
export function propertiesOf(layer: PsdLayer): Properties {
  const known = fromPsdMode(layer.blendMode ?? 'normal') ?? 'normal'
  // White in this mode turns colours into their opposites.
  const blendMode = layer.adjustment ? 'difference' : layer.children ? known : isolated(known)
  const fill = fillsSpecially(blendMode) || layer.adjustment ? 1 : (layer.fillOpacity ?? 1)
  return {
    name: (layer.name ?? '').slice(0, 200),
    visible: !layer.hidden,
    locked: layer.protected?.composite ?? false,
    opacity: (layer.opacity ?? 1) * fill,
    blendMode,
  }
}

/** The mode of a group of which something needs the picture by itself: that cannot let through what is below it. */
export const isolated = (mode: BlendMode): BlendMode => (mode === 'pass-through' ? 'normal' : mode)
