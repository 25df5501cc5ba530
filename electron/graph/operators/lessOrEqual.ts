import { comparison } from './families/elementwise.ts'

export const lessOrEqual = comparison('LessOrEqual', (a, b) => a <= b)
