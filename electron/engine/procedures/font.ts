import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { makeFont } from '../font/make.ts'
import { makeTemplate } from '../font/sheets.ts'
import type { ModelsFolders } from '../font/style.ts'

/** The procedures of the Font tool. */
export const createFontHandlers = ({
  modelsFolders,
}: {
  modelsFolders: ModelsFolders
}): Pick<Handlers<EngineContract>, 'font.make' | 'font.template'> => ({
  'font.make': (input, context) => makeFont(input, context, modelsFolders),
  'font.template': makeTemplate,
})
