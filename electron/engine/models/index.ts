import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { listModels } from './folder.ts'
import { publishRun } from './publish.ts'

export interface ModelFolders {
  /** Each holds a folder for each model; of two models of one name the first is meant. */
  modelsFolders: readonly string[]
  /** The one of them that the user's own models go into. */
  ownFolder: string
}

export function createModelHandlers({
  modelsFolders,
  ownFolder,
}: ModelFolders): Pick<Handlers<EngineContract>, 'models.list' | 'models.publish'> {
  return {
    async 'models.list'() {
      const found = (await Promise.all(modelsFolders.map(listModels))).flat()
      return { models: [...new Map(found.toReversed().map((model) => [model.id, model])).values()].reverse() }
    },
    'models.publish': (input) => publishRun(input, ownFolder),
  }
}
