import { comparison } from './families/elementwise.ts'

export const less = comparison('Less', (a, b) => a < b)
