import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import type { Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openOnProcessor, run } from '../../graph/testing/runtime.fixture.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { waves } from '../testing/waves.fixture.ts'
import { categoryLoss } from './category.ts'
import { gramDistance, gramOf } from './gram.ts'
import { featureChoice } from './options.ts'
import { perceptualDistance } from './perceptual.ts'
import { randomShift } from './shift.ts'

/* Figures of PyTorch: scripts/golden/terms.py. */

interface Loss {
  value: number
  gradients: number[][]
}
const golden: Record<'perceptual' | 'style' | 'category', Loss> = JSON.parse(
  readFileSync(new URL('../../../tests/golden/train/terms.json', import.meta.url), 'utf8'),
)

const shapes = [
  [2, 3, 4, 4],
  [2, 5, 2, 2],
]

async function compare(
  shapesOfInputs: number[][],
  frequency: number,
  wanted: Loss,
  write: (made: Value[]) => Value,
) {
  const graph = newGraph()
  const made = shapesOfInputs.map((shape, k) => graph.input(`x${k}`, 'float32', shape))
  const loss = write(made)
  graph.output('loss', loss)
  for (const [k, slope] of gradients(loss, made).entries()) graph.output(`d${k}`, slope)
  const feeds = new Map(shapesOfInputs.map((shape, k) => [`x${k}`, waves(shape, frequency)]))
  const found = await run(graph, feeds)
  expect(found.get('loss')!.data[0]).toBeCloseTo(wanted.value, 5)
  for (const [k, slope] of wanted.gradients.entries())
    for (const [at, value] of slope.entries()) expect(found.get(`d${k}`)!.data[at]).toBeCloseTo(value, 5)
}

const fixed = (like: Value, frequency: number) =>
  shapes.map((shape) => op.constant(like, shape, waves(shape, frequency)))

test('the perceptual distance and its gradient are those of PyTorch', () =>
  compare(shapes, 1.3, golden.perceptual, (made) =>
    perceptualDistance(made, fixed(made[0]!, 0.8), [0.7, 0.3]),
  ))

test('the distance of styles and its gradient are those of PyTorch', () =>
  compare(shapes, 1.3, golden.style, (made) => {
    const style = fixed(made[0]!, 0.8).map((layer) => op.reduceMean(gramOf(layer), [0], false))
    return gramDistance(made, style)
  }))

test('how little scores speak for a category is the cross entropy of PyTorch', () =>
  compare([[3, 4]], 2.1, golden.category, ([scores]) => categoryLoss(scores!, 2)))

test('pictures are shifted by whole pixels, both alike, by other ones in every row and step, and the border goes on', async () => {
  const step = new StepBuilder()
  const [a, b] = ['a', 'b'].map((name) => step.input(name, [2, 1, 16, 16]))
  const shift = randomShift(step, 'term', a!)
  for (const [name, picture] of [['outA', a!] as const, ['outB', b!] as const]) {
    step.tensor(name, [2, 1, 16, 16], () => new Float32Array(512))
    step.set(name, shift(picture))
  }
  const trainer = new Trainer({ seed: 3, total: 100, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  // Every pixel holds its place: 100 for each row, 1 for each column.
  const places = Float32Array.from({ length: 512 }, (_, at) => 100 * (Math.floor(at / 16) % 16) + (at % 16))
  const seen = new Set<number>()
  for (; trainer.position.step < 30; trainer.position.step++) {
    await trainer.run('step', { a: places, b: places.map((x) => -x) })
    const [outA, outB] = ['outA', 'outB'].map((name) => trainer.tensors.get(name).data)
    for (const row of [0, 1]) {
      const middle = outA![row * 256 + 8 * 16 + 8]!
      const [down, across] = [Math.round(middle / 100) - 8, Math.round(middle % 100) - 8]
      seen.add(down).add(across)
      for (let y = 0; y < 16; y++)
        for (let x = 0; x < 16; x++) {
          const within = (place: number) => Math.max(0, Math.min(15, place))
          const wanted = 100 * within(y + down) + within(x + across)
          expect(outA![row * 256 + y * 16 + x]).toBeCloseTo(wanted, 3)
          expect(outB![row * 256 + y * 16 + x]).toBeCloseTo(-wanted, 3)
        }
    }
  }
  expect([...seen].sort((p, q) => p - q)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3])
  await trainer.release()
})

test.each([
  [{ perceptualWeight: 1 }, '"perceptualWeight" needs a network to look through'],
  [{ features: 'f.onnx', perceptualWeight: 1 }, 'Say by --layers a,b,c'],
  [{ features: 'f.onnx', layers: 'a,b', layerWeights: '1', perceptualWeight: 1 }, 'are not 2 numbers'],
  [{ features: 'f.onnx', layers: 'a', styleWeight: 1 }, '--style DIR'],
  [{ features: 'f.onnx', layers: 'a', categoryWeight: 1 }, '--category N'],
  [{ features: 'f.onnx', layers: 'a' }, 'no weight'],
])('options %j that lack others say which', (options, message) => {
  expect(() => featureChoice(options)).toThrow(message)
})

test('layers weigh alike unless told otherwise', () => {
  const choice = featureChoice({ features: 'f.onnx', layers: 'a, b', perceptualWeight: 2 })
  expect(choice).toMatchObject({
    layers: ['a', 'b'],
    layerWeights: [0.5, 0.5],
    perceptualWeight: 2,
    style: null,
  })
  expect(featureChoice({})).toBeNull()
})
