import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import { newGraph } from './index.ts'

test('the product over an axis of no elements is one, and its gradient has no elements', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 0, 4])
  const y = op.reduceProd(x, [1], false)
  const [dx] = gradients(op.reduceSum(y, undefined, false), [x])
  const [product, gradient] = evaluate(graph, new Map([[x, new Float64Array()]]), [y, dx!])
  expect([product!.shape, [...product!.data]]).toEqual([[2, 4], new Array(8).fill(1)])
  expect([gradient!.shape, gradient!.data.length]).toEqual([[2, 0, 4], 0])
})

test('the gradient of a factor is the product of the others, where one factor is zero and where two are', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [3, 3])
  const [dx] = gradients(op.reduceSum(op.reduceProd(x, [1], false), undefined, false), [x])
  const numbers = Float64Array.of(2, 3, 4, 2, 0, 4, 0, 0, 4)
  const [gradient] = evaluate(graph, new Map([[x, numbers]]), [dx!])
  expect([...gradient!.data]).toEqual([12, 8, 6, 0, 8, 0, 0, 0, 0])
})
