import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { example, floats, operator } from '../../operator.ts'
import { broadcastShapes } from '../../shapes.ts'
import { float32 } from '../../tensor.ts'
import { sameType, zip } from './elementwise.ts'

/** The smallest or largest of any number of operands. Equal ones share the gradient. */
export const extremum = (name: string, choose: (...elements: number[]) => number) =>
  operator({
    name,
    inputs: ['data*'],
    infer: ({ inputs }) => [
      { dtype: sameType(inputs), shape: broadcastShapes(...inputs.map(({ shape }) => shape)) },
    ],
    evaluate: ({ inputs, outputs: [y] }) => [zip(y!, inputs, (elements) => choose(...elements))],
    gradient: ({ inputs, y, dy }) => {
      const chosen = (x: Value) => op.cast(op.equal(x, y), y.dtype)
      const share = () => op.div(dy, inputs.map(chosen).reduce(op.add))
      return inputs.map((x) => () => (inputs.length === 1 ? dy : op.mul(chosen(x), share())))
    },
    examples: [
      example([floats(2, 3), floats(2, 3)]),
      example([floats(2, 3), floats(3), floats(2, 1)]),
      example([floats(4)]),
      example([floats(2), float32([-3, 3])]),
    ],
  })
