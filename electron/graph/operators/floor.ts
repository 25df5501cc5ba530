import { unary } from './families/elementwise.ts'

export const floor = unary('Floor', Math.floor, 'zero')
