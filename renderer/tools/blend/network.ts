import { createStore } from 'zustand/vanilla'
import { BLENDING_MODEL } from '../../../electron/contract/model/bundled.ts'
import { findModels } from '../../app/models.ts'
import { blendState, defaultBlendSettings, setBlendSettings } from './state.ts'

/** Whether the blending network can be used here; `unknown` until the engine has said so. */
export type NetworkState = 'unknown' | 'ready' | 'missing'

export const blendingNetwork = createStore<{ state: NetworkState }>(() => ({ state: 'unknown' }))

/**
 * Asks the engine for its models. A network that is there stays; one that was missing may have been installed. Where
 * there is one it is the anchor to begin with, unless the user has set something already.
 */
export async function findBlendingNetwork(): Promise<void> {
  if (blendingNetwork.getState().state === 'ready') return
  const found = (await findModels()).some(({ id, problem }) => id === BLENDING_MODEL && problem === '')
  blendingNetwork.setState({ state: found ? 'ready' : 'missing' })
  if (found && blendState.getState().settings === defaultBlendSettings) setBlendSettings({ anchor: 'gan' })
}
