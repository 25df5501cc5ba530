import { writeOnnx } from '../../graph/onnx/write.ts'
import type { Shape } from '../../graph/shapes.ts'
import type { Network } from '../../nets/weights.ts'
import { productOf } from '../game/product.ts'
import { inferenceGraph } from '../run/inferenceGraph.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Tensors } from '../step/tensors.ts'

/**
 * A network as it is before it was trained, as an `.onnx` file.
 *
 * @param input of one picture, [C, H, W]
 */
export function randomModel(network: Network, input: Shape, seed = 0): Uint8Array {
  const step = new StepBuilder()
  step.result('output', network(step.input('input', [1, ...input]), step.weights('network', false)))
  compileStep(step)
  const tensors = new Tensors()
  tensors.initialise([...step.state.values()], seed)
  const product = productOf({ network, input, group: 'network', averaged: false })
  return writeOnnx(inferenceGraph(product, (name) => tensors.get(name))).model
}
