import { onProcessor } from '../sessions/place.ts'
import type { LearningPlaces } from './fontReferences.ts'

/** Where an engine of a test keeps what it makes of fonts, all of it in one folder. @param at a path in that folder */
export const fontPlaces = (
  at: (...names: string[]) => string,
  place: LearningPlaces['place'] = onProcessor,
): LearningPlaces => ({
  dataFolder: at(),
  ownFolder: () => at('own'),
  modelsFolders: [at('own'), at('models')],
  place,
})
