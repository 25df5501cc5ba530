import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { addReferences, learningOf, learnWork, takeAway } from '../font/learn/learning.ts'
import type { LearnPlaces } from '../font/learn/learnStyle.ts'
import type { FontModels } from '../font/style.ts'
import type { Works } from '../font/works.ts'

/** Where learned styles go, and where models are found. */
export type LearningPlaces = Omit<LearnPlaces, 'folder'> & FontModels

/** A style of one's own: its references, and learning it. */
export const createLearningHandlers = (
  works: Works,
  places: LearningPlaces,
): Pick<
  Handlers<EngineContract>,
  'fonts.learning' | 'fonts.addReferences' | 'fonts.removeReferences' | 'fonts.learn'
> => ({
  'fonts.learning': (input, { signal }) => learningOf(works, input, signal),
  'fonts.addReferences': ({ name, from }, { signal }) => addReferences(works, name, from, signal),
  async 'fonts.removeReferences'({ name, characters }) {
    await takeAway(works, name, characters)
    return {}
  },
  'fonts.learn': (input, context) => learnWork(works, input, places, context),
})
