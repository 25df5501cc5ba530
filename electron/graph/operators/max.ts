import { extremum } from './families/extremum.ts'

export const max = extremum('Max', Math.max)
