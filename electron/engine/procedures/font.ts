import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { makeFont } from '../font/make.ts'

/** The procedures of the Font tool. */
export const createFontHandlers = (): Pick<Handlers<EngineContract>, 'font.make'> => ({
  'font.make': makeFont,
})
