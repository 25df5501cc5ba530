import { createStore } from 'zustand/vanilla'
import type { BlendSettings, LayerId } from '../../../electron/contract/document.ts'
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
}

export const defaultBlendSettings: BlendSettings = {
  method: 'gp',
  anchor: 'composite',
  beta: 1,
  kernel: 'normal',
}

/** What the Blend panel is set to. It belongs to the tool and not to the document: undo leaves it alone. */
export const blendState = createStore<BlendState>(() => ({
  settings: defaultBlendSettings,
  masks: {},
  livePreview: true,
}))

export function setBlendSettings(change: Partial<BlendSettings>): void {
  blendState.setState(({ settings }) => ({ settings: { ...settings, ...change } }))
}

export function setObjectMask(layer: LayerId, mask: ObjectMask): void {
  blendState.setState(({ masks }) => ({ masks: { ...masks, [layer]: mask } }))
}

export const objectMask = (layer: LayerId): ObjectMask =>
  blendState.getState().masks[layer] ?? { kind: 'alpha' }
