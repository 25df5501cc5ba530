import { operators } from '../operators/index.ts'
import { isFloat, numbersOf } from '../tensor.ts'
import { labelOf, trialOf, weightsOf } from './examples.fixture.ts'

/*
 * Prints every example of every operator as one JSON array, for scripts/golden/graph.py to work out in PyTorch.
 * `weights` turn the outputs into one number, `secondWeights` the gradients.
 */
const list = [...operators.values()].flatMap((operator) =>
  operator.examples.map((example) => {
    const { feeds, drawn, outputs } = trialOf(operator, example)
    const contents = [...feeds.values()]
    const inputs = example.inputs.map((input) => {
      if (!input) return null
      const given = 'dtype' in input
      const data = given ? numbersOf(input) : contents.shift()!
      return { dtype: given ? input.dtype : 'float32', shape: input.shape, data: [...data], drawn: !given }
    })
    const differentiable = outputs
      .slice(0, operator.differentiableOutputs)
      .map(({ dtype, shape }, index) =>
        isFloat(dtype) ? { index, count: shape.reduce((a, b) => a * b, 1) } : null,
      )
    return {
      operator: operator.name,
      label: labelOf(example),
      attributes: example.attributes,
      outputCount: example.outputCount,
      inputs,
      weights: differentiable
        .filter((output) => output !== null)
        .map(({ count }, k) => [...weightsOf(count, 100 + k)]),
      secondWeights: drawn.map(({ shape }, k) => [
        ...weightsOf(
          shape.reduce((a, b) => a * b, 1),
          200 + k,
        ),
      ]),
    }
  }),
)
process.stdout.write(
  JSON.stringify(list, (_key, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array, Number) : value,
  ),
)
