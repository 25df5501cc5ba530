import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { listModels } from './folder.ts'

/** @param modelsFolders each holds a folder for each model; of two models of one name the first is meant */
export function createModelHandlers({
  modelsFolders,
}: {
  modelsFolders: readonly string[]
}): Pick<Handlers<EngineContract>, 'models.list'> {
  return {
    async 'models.list'() {
      const found = (await Promise.all(modelsFolders.map(listModels))).flat()
      return { models: [...new Map(found.toReversed().map((model) => [model.id, model])).values()].reverse() }
    },
  }
}
