import { createStore } from 'zustand/vanilla'
import type {
  BlendSettings,
  DocumentData,
  LayerId,
  RasterLayer,
} from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'

/**
 * Where the object ends: its own alpha alone, a selection as it was when taken (1 channel, in the object's own
 * pixels, so that it moves with the object), or the strokes of a paint layer.
 */
export type ObjectMask =
  | { kind: 'alpha' }
  | { kind: 'selection'; pixels: Pixels }
  | { kind: 'brush'; layer: LayerId }

export interface BlendState {
  settings: BlendSettings
  /** By object layer; absent: alpha. */
  masks: Readonly<Record<LayerId, ObjectMask>>
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
  masks: {},
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

export function setObjectMask(layer: LayerId, mask: ObjectMask): void {
  blendState.setState(({ masks }) => ({ masks: { ...masks, [layer]: mask } }))
}

/** The layer on which a mask of an object is painted, whether it is in use or not. */
export const paintedMask = (data: DocumentData, object: LayerId): RasterLayer | undefined =>
  Object.values(data.layers).find(
    (layer): layer is RasterLayer => layer.kind === 'paint' && layer.maskOf === object,
  )

/** What was chosen for an object; where nothing was, the mask that the document has. */
export function objectMask(data: DocumentData, object: LayerId): ObjectMask {
  const painted = paintedMask(data, object)
  return (
    blendState.getState().masks[object] ??
    (painted ? { kind: 'brush', layer: painted.id } : { kind: 'alpha' })
  )
}
