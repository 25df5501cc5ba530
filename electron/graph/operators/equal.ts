import { comparison } from './families/elementwise.ts'

export const equal = comparison('Equal', (a, b) => a === b)
