import { unary } from './families/elementwise.ts'

export const ceil = unary('Ceil', Math.ceil, 'zero')
