import { logical } from './families/elementwise.ts'

export const and = logical('And', (a, b) => a && b)
