import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { listModels } from './folder.ts'

/** @param modelsFolder holds a folder for each model */
export function createModelHandlers({
  modelsFolder,
}: {
  modelsFolder: string
}): Pick<Handlers<EngineContract>, 'models.list'> {
  return { 'models.list': async () => ({ models: await listModels(modelsFolder) }) }
}
