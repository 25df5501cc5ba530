import { binary } from './families/elementwise.ts'

export const add = binary(
  'Add',
  (a, b) => a + b,
  ({ dy }) => [() => dy, () => dy],
)
