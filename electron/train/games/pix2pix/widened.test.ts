import { expect, test } from 'vitest'
import { widened } from './widened.ts'

const name = 'generator/down1/weight'
const tensor = (channels: number) => ({
  shape: [2, channels, 1, 2],
  data: Float32Array.from({ length: 4 * channels }, (_, at) => at + 1),
})

test('takes no notice of new channels at first, in the weight and in its average', () => {
  const tensors = new Map([
    [name, tensor(1)],
    [`${name}.average`, tensor(1)],
    ['generator/down2/weight', tensor(1)],
  ])
  const found = widened({ tensors, resumed: false }, 3)
  expect(found.map(([key]) => key)).toEqual([name, `${name}.average`])
  for (const [, { shape, data }] of found) {
    expect(shape).toEqual([2, 3, 1, 2])
    expect([...data]).toEqual([1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0])
  }
})

test('leaves a weight alone that has them, and a new run', () => {
  expect(widened({ tensors: new Map([[name, tensor(3)]]), resumed: true }, 3)).toEqual([])
  expect(widened(undefined, 3)).toEqual([])
})
