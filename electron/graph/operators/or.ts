import { logical } from './families/elementwise.ts'

export const or = logical('Or', (a, b) => a || b)
