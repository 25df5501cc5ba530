import { unary } from './families/elementwise.ts'

export const identity = unary(
  'Identity',
  (x) => x,
  (_x, _y, dy) => dy,
)
