import { comparison } from './families/elementwise.ts'

export const greaterOrEqual = comparison('GreaterOrEqual', (a, b) => a >= b)
