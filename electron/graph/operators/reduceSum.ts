import { reduction } from './families/reduction.ts'

export const reduceSum = reduction(
  'ReduceSum',
  (xs) => xs.reduce((sum, x) => sum + x, 0),
  ({ dy }) => dy,
)
