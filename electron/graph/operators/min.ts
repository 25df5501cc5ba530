import { extremum } from './families/extremum.ts'

export const min = extremum('Min', Math.min)
