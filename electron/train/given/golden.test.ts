import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { featuresFile } from '../../../scripts/models/features/cache.ts'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import { run } from '../../graph/testing/runtime.fixture.ts'
import { mean } from '../objectives/mean.ts'
import { Given } from './given.ts'

/* What PyTorch finds with the weights of EfficientNet-Lite0: scripts/golden/features.py. */

interface Figures {
  rms: number
  numbers: number[]
}
const golden: {
  shape: number[]
  loss: string[]
  value: number
  gradient: Figures
  outputs: Record<string, Figures>
} = JSON.parse(readFileSync(new URL('../../../tests/golden/train/features.json', import.meta.url), 'utf8'))

const file = featuresFile()
if (!existsSync(file))
  console.warn(
    `NOT COMPARED WITH PYTORCH: ${file} is not there. Make it by: node scripts/run.mjs scripts/models/features.ts`,
  )

/** The formula of the picture that features.py has. */
const picture = Float32Array.from(
  { length: golden.shape.reduce((product, extent) => product * extent) },
  (_, k) => Math.sin(k * 0.37) * Math.cos(k * 0.0113 + (k % 7)),
)

/** The largest difference, in root mean squares of the tensor. */
function off(found: readonly number[], { rms, numbers }: Figures): number {
  const square = found.reduce((sum, x) => sum + x * x, 0) / found.length
  const step = found.length / numbers.length
  const places = numbers.map((wanted, k) => Math.abs(found[Math.floor((k + 0.5) * step)]! - wanted))
  return Math.max(Math.abs(Math.sqrt(square) - rms), ...places) / rms
}

test.skipIf(!existsSync(file))('features and their gradient are those that PyTorch finds', async () => {
  const layers = Object.keys(golden.outputs)
  const given = await Given.open('features', file, layers, golden.shape.slice(1))
  const graph = newGraph()
  const x = graph.input('x', 'float32', golden.shape)
  const features = new Map(given.of(x).map((value, k) => [layers[k]!, value]))
  for (const [layer, value] of features) graph.output(`out/${layer}`, value)
  const loss = golden.loss.map((layer) => mean(op.square(features.get(layer)!))).reduce(op.add)
  graph.output('loss', loss)
  graph.output('gradient', gradients(loss, [x])[0]!)
  const found = await run(simplify(graph), new Map([['x', picture]]))
  expect(Math.abs(found.get('loss')!.data[0]! / golden.value - 1)).toBeLessThan(1e-4)
  for (const layer of layers)
    expect(off(found.get(`out/${layer}`)!.data, golden.outputs[layer]!), layer).toBeLessThan(1e-4)
  expect(off(found.get('gradient')!.data, golden.gradient)).toBeLessThan(1e-3)
})
