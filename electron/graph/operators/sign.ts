import { unary } from './families/elementwise.ts'

export const sign = unary('Sign', Math.sign, 'zero')
