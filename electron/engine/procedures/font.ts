import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { learnFromFiles } from '../font/learn/fromFiles.ts'
import { makeFont } from '../font/make.ts'
import { makeTemplate } from '../font/sheets.ts'
import type { LearningPlaces } from './fontReferences.ts'

/** What the Font tool does without a page. */
export const createFontHandlers = (
  places: LearningPlaces,
): Pick<Handlers<EngineContract>, 'font.make' | 'font.learn' | 'font.template'> => ({
  'font.make': (input, context) => makeFont(input, context, places),
  'font.learn': (input, context) => learnFromFiles(input, places, context),
  'font.template': makeTemplate,
})
