import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, operator, optional } from '../operator.ts'
import { unsupported } from '../shapes.ts'
import { bools, float32 } from '../tensor.ts'

/**
 * Passes everything on, unless in training, where the second output says what was kept. Which elements that are is
 * the runtime's choice, so a node in training is never shared or folded; networks that want a repeatable run multiply
 * by a mask that they are fed instead.
 */
export const dropout = operator({
  name: 'Dropout',
  inputs: ['data', 'ratio?', 'training_mode?'],
  attributes: { seed: optional.int },
  pure: false,
  sparesOutputs: true,
  infer: ({ inputs: [x] }) => [x, { dtype: 'bool', shape: x.shape }],
  evaluate: ({ inputs: [x, ratio, training] }) => {
    if (training?.data[0] && ratio?.data[0] !== 0) throw unsupported('has no reference result in training')
    return [x.data, x.data.map(() => 1)]
  },
  gradient: ({ inputs: [, ratio, training], outputs: [, mask], dy }) => {
    const keeps = 1 - (ratio ? numbersIn(ratio)[0]! : 0.5)
    const active = training !== null && numbersIn(training)[0] !== 0
    return [() => (active ? op.div(op.mul(dy, op.cast(mask!, dy.dtype)), keeps) : dy), null, null]
  },
  examples: [
    example([floats(2, 3)]),
    example([floats(2, 3), float32([0.3], [])], { seed: 3 }),
    example([floats(2, 3), float32([0], []), bools([1], [])]),
  ],
})
