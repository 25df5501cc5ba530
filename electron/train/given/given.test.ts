import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { dcganWeight } from '../../nets/layers.ts'
import { mean } from '../objectives/mean.ts'
import { adam } from '../optimisers/adam.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { randomFeaturesFile } from '../testing/randomFeatures.fixture.ts'
import { Given } from './given.ts'

const file = randomFeaturesFile()
const openGiven = (layers: readonly string[], path = file, name = 'features') =>
  Given.open(name, path, layers, [3, 16, 16])
const how = { optimiser: adam(), rate: () => 0.05 }

test('a picture is improved through a given network, whose weights are neither state nor updated', async () => {
  const given = await openGiven(['near', 'far'])
  const step = new StepBuilder()
  const wanted = step.input('wanted', [2, 3, 16, 16])
  const made = step.weights('generator').parameter('picture', [2, 3, 16, 16], dcganWeight)
  const target = given.in(step, wanted)
  const distances = given.in(step, made).map((each, k) => mean(op.square(op.sub(each, target[k]!))))
  const loss = distances.reduce(op.add)
  step.minimise('generator', loss, how)
  step.report('loss', loss)
  const program = compileStep(step)
  expect(program.written.every((name) => name.startsWith('generator/'))).toBe(true)
  const trainer = new Trainer({ seed: 1, total: 60, open: openOnProcessor() })
  await trainer.load('step', program)
  const batch = { wanted: Float32Array.from({ length: 1536 }, (_, at) => Math.sin(at / 3)) }
  const losses: number[] = []
  for (; trainer.position.step < 60; trainer.position.step++)
    losses.push((await trainer.run('step', batch)).loss!)
  expect(losses.at(-1)!).toBeLessThan(losses[0]! / 4)
  await trainer.release()
})

test('the same pictures are looked at once, and two looks share the weights', async () => {
  const given = await openGiven(['far'])
  const step = new StepBuilder()
  const [a, b] = ['a', 'b'].map((name) => step.input(name, [1, 3, 16, 16]))
  const [first] = given.in(step, a!)
  expect(given.in(step, a!)[0]).toBe(first)
  const constants = step.graph.constants.length
  expect(given.in(step, b!)[0]).not.toBe(first)
  expect(step.graph.constants).toHaveLength(constants)
})

test('a game that would train it is refused by name, whichever comes first', async () => {
  const given = await openGiven(['far'])
  const before = new StepBuilder()
  before.weights('features').parameter('w', [1], dcganWeight)
  expect(() => given.in(before, before.input('x', [1, 3, 16, 16]))).toThrow(
    `'features' is a network that ${file}`,
  )
  const after = new StepBuilder()
  const [features] = given.in(after, after.input('x', [1, 3, 16, 16]))
  expect(() => after.weights('features')).toThrow('is never trained')
  expect(() => after.minimise('features', mean(features!), how)).toThrow('is never trained')
})

test('a layer that is not there is an error that lists those that are', async () => {
  await expect(openGiven(['near', 'block9'])).rejects.toThrow(
    "has no layer 'block9'. It has: near, far, logits",
  )
})

test('a value in between may be named, though it is no output, but not a weight', async () => {
  expect((await openGiven(['Conv'])).layers).toEqual(['Conv'])
  await expect(openGiven(['stem.weight'])).rejects.toThrow(
    "'stem.weight' of features.onnx is the same for every picture",
  )
})

test('a file that is not there, and one that is no network of pictures, say so', async () => {
  await expect(openGiven(['far'], '/nowhere/features.onnx')).rejects.toThrow(
    'The network of --features /nowhere/features.onnx cannot be read (ENOENT)',
  )
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 100])
  graph.output('y', op.tanh(x))
  const flat = randomFeaturesFile()
  writeFileSync(flat, writeOnnx(graph).model)
  await expect(openGiven(['y'], flat)).rejects.toThrow('[1, 3, 16, 16] does not fit')
})

test('a layer behind what has no gradient is refused, naming layer and operator', async () => {
  const graph = newGraph()
  const picture = graph.input('picture', 'float32', [1, 3, 16, 16])
  graph.output('sound', op.square(picture))
  const index = op.apply('TopK', [op.reshape(picture, [768]), op.integers(picture, [3])], { axis: 0 })
  graph.output('chosen', index.node!.outputs[1]!)
  const hard = randomFeaturesFile()
  writeFileSync(hard, writeOnnx(graph).model)
  await expect(openGiven(['chosen'], hard)).rejects.toThrow("The layer 'chosen' of features.onnx holds int64")
  expect((await openGiven(['sound'], hard)).layers).toEqual(['sound'])
})

test('a given network can be differentiated by its input twice', async () => {
  const given = await openGiven(['far'])
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 3, 16, 16])
  const [slope] = gradients(mean(op.square(given.of(x)[0]!)), [x])
  const [again] = gradients(mean(op.square(slope!)), [x])
  expect(again!.shape).toEqual([1, 3, 16, 16])
})
