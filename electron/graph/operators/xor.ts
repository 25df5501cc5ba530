import { logical } from './families/elementwise.ts'

export const xor = logical('Xor', (a, b) => a !== b)
