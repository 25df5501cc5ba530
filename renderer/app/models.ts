import { createStore } from 'zustand/vanilla'
import type { ModelInfo } from '../../electron/contract/procedures/models.ts'
import { engine } from './connection.ts'

/** The models of this installation; null until the engine has said which. */
export const installedModels = createStore<{ models: readonly ModelInfo[] | null }>(() => ({ models: null }))

/** Asks the engine again: a model that was missing may have been installed since. */
export async function findModels(): Promise<readonly ModelInfo[]> {
  const { models } = await engine.call('models.list', {})
  installedModels.setState({ models })
  return models
}
