import { comparison } from './families/elementwise.ts'

export const greater = comparison('Greater', (a, b) => a > b)
