import { dirname, join } from 'node:path'
import { featuresFile } from '../../models/features/cache.ts'

/** Where data that the experiments fetch lie: in the user's cache, outside any checkout. */
export const surveyCache = (): string => join(dirname(featuresFile()), 'survey')
