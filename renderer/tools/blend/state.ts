import { createStore } from 'zustand/vanilla'
import type {
  BlendSettings,
  DocumentData,
  LayerId,
  LayerMask,
  RasterLayer,
} from '../../../electron/contract/document/index.ts'

/** Where the object ends: its own alpha alone, what its layer's mask shows, or the strokes of a paint layer. */
export type ObjectMask =
  | { kind: 'alpha' }
  | { kind: 'selection'; mask: LayerMask }
  | { kind: 'brush'; layer: LayerId }

export interface BlendState {
  settings: BlendSettings
  /** Objects whose painted mask is left out, though the document has one. */
  unpainted: ReadonlySet<LayerId>
  livePreview: boolean
  /** Other methods and variations are shown side by side. */
  comparing: boolean
}

/** Pixels; where a `gp` blend has faded. Held any closer, the object takes on the photo's colours, as by `poisson`. */
const DEFAULT_RIM = 40

export const defaultBlendSettings: BlendSettings = {
  method: 'harmonize',
  anchor: 'composite',
  beta: 1,
  kernel: 'normal',
  rim: DEFAULT_RIM,
}

/** What the Blend panel is set to. It belongs to the tool and not to the document: undo leaves it alone. */
export const blendState = createStore<BlendState>(() => ({
  settings: defaultBlendSettings,
  unpainted: new Set(),
  livePreview: true,
  comparing: false,
}))

export function setBlendSettings(change: Partial<BlendSettings>): void {
  blendState.setState(({ settings }) => ({ settings: { ...settings, ...change } }))
}

/** Holds a `gp` blend to so many pixels of the photo around the object; null lets all of it change. */
export function setRim(rim: number | null): void {
  blendState.setState(({ settings: { rim: _, ...settings } }) => ({
    settings: rim === null ? settings : { ...settings, rim },
  }))
}

/** Chooses another method, at its default strength: the strength of one method does not carry over to another. */
export function setBlendMethod(method: BlendSettings['method']): void {
  blendState.setState(({ settings: { strength: _, ...settings } }) => ({ settings: { ...settings, method } }))
}

/** Whether the mask that is painted for an object counts. */
export function setPainted(layer: LayerId, counts: boolean): void {
  blendState.setState(({ unpainted }) => {
    const others = [...unpainted].filter((id) => id !== layer)
    return { unpainted: new Set(counts ? others : [...others, layer]) }
  })
}

/** The layer on which a mask of an object is painted, whether it is in use or not. */
export const paintedMask = (data: DocumentData, object: LayerId): RasterLayer | undefined =>
  Object.values(data.layers).find(
    (layer): layer is RasterLayer => layer.kind === 'paint' && layer.maskOf === object,
  )

/** What says where an object ends: its layer's mask before one that is painted for it, where it has both. */
export function objectMask(data: DocumentData, { id, mask }: RasterLayer): ObjectMask {
  if (mask?.enabled) return { kind: 'selection', mask }
  const painted = paintedMask(data, id)
  return painted && !blendState.getState().unpainted.has(id)
    ? { kind: 'brush', layer: painted.id }
    : { kind: 'alpha' }
}
