import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { makeFont } from '../font/make.ts'
import { makeTemplate } from '../font/sheets.ts'
import type { FontModels } from '../font/style.ts'

/** The procedures of the Font tool. */
export const createFontHandlers = (
  models: FontModels,
): Pick<Handlers<EngineContract>, 'font.make' | 'font.template'> => ({
  'font.make': (input, context) => makeFont(input, context, models),
  'font.template': makeTemplate,
})
