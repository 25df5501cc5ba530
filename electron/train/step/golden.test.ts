import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { evaluate } from '../../graph/evaluate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { distance } from '../../graph/testing/numeric.fixture.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { spectralNorm } from '../../nets/spectral.ts'
import type { Weights } from '../../nets/weights.ts'
import type { Form } from '../forms/form.ts'
import { hinge } from '../forms/hinge.ts'
import { leastSquares } from '../forms/leastSquares.ts'
import { minimax } from '../forms/minimax.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { wasserstein } from '../forms/wasserstein.ts'
import { gradientPenalty, r1 } from '../objectives/gradientPenalty.ts'
import { featureMatching, l1, l2, totalVariation } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { adamw } from '../optimisers/adamw.ts'
import { rmsprop } from '../optimisers/rmsprop.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from './program.ts'
import { cosine, linearDecay, type Schedule, stepDecay } from './schedules.ts'
import { type Minimisation, StepBuilder } from './step.ts'
import { Trainer } from './trainer.ts'

/* Against figures of PyTorch in double precision: scripts/golden/train.py. */

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../tests/golden/train/${name}.json`, import.meta.url), 'utf8'))

/** Constants of a graph are of single precision. */
const tolerance = 1e-7

/** Results of the reference evaluator for inputs given by their numbers. */
function results(graph: Graph, given: ReadonlyMap<Value, readonly number[]>, wanted: readonly Value[]) {
  return evaluate(graph, given, wanted).map(({ data }) => data)
}

describe('an optimiser takes the steps of PyTorch', () => {
  const { start, target, paths } = golden('optimisers')
  const cases: Record<string, Minimisation> = {
    sgd: { optimiser: sgd(), rate: () => 0.1 },
    'sgd momentum': { optimiser: sgd({ momentum: 0.9, weightDecay: 0.01 }), rate: () => 0.01 },
    adam: { optimiser: adam({ beta1: 0.5 }), rate: () => 0.05 },
    'adam decay': { optimiser: adam({ weightDecay: 0.1 }), rate: () => 0.05 },
    adamw: { optimiser: adamw({ decay: 0.1 }), rate: () => 0.05 },
    rmsprop: { optimiser: rmsprop(), rate: () => 0.01 },
    clipped: { optimiser: sgd(), rate: () => 0.1, clipNorm: 0.5 },
  }
  test('and none is left out', () => expect(Object.keys(cases)).toEqual(Object.keys(paths)))
  for (const [name, options] of Object.entries(cases))
    test(name, async () => {
      const step = new StepBuilder()
      const parameter = step.weights('point').parameter('at', [4], () => Float32Array.from(start))
      const away = op.sub(parameter, op.constant(parameter, [4], target))
      step.minimise('point', op.reduceSum(op.pow(away, 4), undefined, false), options)
      const trainer = new Trainer({ seed: 0, total: 6, open: openOnProcessor() })
      await trainer.load('step', compileStep(step))
      for (const expected of paths[name]) {
        await trainer.run('step', {})
        expect(distance(trainer.tensors.get('point/at').data, expected)).toBeLessThan(2e-6)
      }
      await trainer.release()
    })
})

describe('an objective has the value and gradients of PyTorch', () => {
  const { real, fake, games } = golden('objectives')
  const cases: Record<string, Form> = {
    'non-saturating': nonSaturating(),
    'non-saturating smoothed': nonSaturating({ realLabel: 0.9 }),
    minimax: minimax(),
    'least-squares': leastSquares(),
    hinge,
    wasserstein,
  }
  test('and none is left out', () => expect(Object.keys(cases).sort()).toEqual(Object.keys(games).sort()))
  for (const [name, game] of Object.entries(cases))
    test(name, () => {
      const graph = newGraph()
      const r = graph.input('real', 'float32', [6, 1])
      const f = graph.input('fake', 'float32', [6, 1])
      const [critic, generator] = [op.add(game.asReal(r), game.asFake(f)), game.fool(f)]
      const wanted = [critic, ...gradients(critic, [r, f]), generator, ...gradients(generator, [f])]
      const found = results(
        graph,
        new Map([
          [r, real],
          [f, fake],
        ]),
        wanted,
      )
      const expected = games[name]
      const figures = [
        [expected.critic],
        ...expected.criticGradients,
        [expected.generator],
        expected.generatorGradient,
      ]
      for (const [index, numbers] of figures.entries())
        expect(distance(found[index]!, numbers)).toBeLessThan(tolerance)
    })
})

describe('a penalty on the slope of a critic has the value and gradients of PyTorch', () => {
  const { inputs, cases } = golden('penalties')
  const graph = newGraph()
  const values: Record<string, Value> = {}
  const given = new Map<Value, number[]>()
  for (const [name, { shape, data }] of Object.entries<{ shape: number[]; data: number[] }>(inputs)) {
    values[name] = graph.input(name, 'float32', shape)
    given.set(values[name], data)
  }
  const { real, fake, mixing, w1, b1, w2, b2 } = values as Record<string, Value>
  const critic = (points: Value) =>
    op.gemm(op.tanh(op.gemm(points, w1!, b1!, { transB: 1 })), w2!, b2!, { transB: 1 })
  const losses: Record<string, Value> = {
    'gradient penalty': gradientPenalty(critic, real!, fake!, mixing!),
    r1: r1(critic, real!),
  }
  for (const [name, loss] of Object.entries(losses))
    test(name, () => {
      const expected = cases[name]
      const names = Object.keys(expected.gradients)
      const found = results(graph, given, [
        loss,
        ...gradients(
          loss,
          names.map((key) => values[key]!),
        ),
      ])
      expect(found[0]![0]).toBeCloseTo(expected.loss, 8)
      names.forEach((key, index) => {
        const gradient = expected.gradients[key] ?? found[index + 1]!.map(() => 0)
        expect(distance(found[index + 1]!, gradient), key).toBeLessThan(tolerance)
      })
    })
})

describe('a loss over pixels has the value of PyTorch', () => {
  const { shape, a, b, losses } = golden('pixels')
  const graph = newGraph()
  const [left, right] = [graph.input('a', 'float32', shape), graph.input('b', 'float32', shape)]
  const found = { l1: l1(left, right), l2: l2(left, right), totalVariation: totalVariation(left) }
  for (const [name, loss] of Object.entries(found))
    test(name, () => {
      const given = new Map([
        [left, a],
        [right, b],
      ])
      expect(results(graph, given, [loss])[0]![0]).toBeCloseTo(losses[name], 8)
    })
})

test('feature matching is the mean of the distances of the layers, however large each is', () => {
  const graph = newGraph()
  const layers = [[2, 3], [2, 8], [4]].map((shape, index) => graph.input(`layer${index}`, 'float32', shape))
  const other = layers.map((layer, index) => op.add(layer, index + 1))
  const given = new Map(layers.map((layer) => [layer, new Array(sizeOf(layer.shape)).fill(0.5)]))
  expect(results(graph, given, [featureMatching(layers, other)])[0]![0]).toBeCloseTo(2, 10)
})

describe('a schedule gives the rates of PyTorch', () => {
  const rates = golden('schedules')
  const cases: Record<string, Schedule> = {
    cosine: cosine(0.5, 0.1),
    step: stepDecay(0.5, 3),
    linear: linearDecay(0.5),
  }
  for (const [name, schedule] of Object.entries(cases))
    test(name, () => {
      const found = rates[name].map((_: number, step: number) => schedule(step, rates[name].length))
      expect(distance(found, rates[name])).toBeLessThan(tolerance)
    })
})

test('spectral normalisation divides by the estimate of PyTorch, and differentiates it alike', () => {
  const { weight, left, factors, normal, nextLeft, gradient } = golden('spectral')
  const graph = newGraph()
  const w = graph.input('weight', 'float32', [4, 2, 3, 3])
  const buffers = new Map<string, Value>()
  const weights: Weights = {
    training: true,
    parameter: () => w,
    buffer: (name, shape) => graph.value(name) ?? graph.input(name, 'float32', shape),
    replace: (name, value) => buffers.set(name, value),
    noise: () => w,
    within: () => weights,
  }
  const y = spectralNorm(w, weights)
  const loss = op.reduceSum(op.mul(y, op.constant(w, w.shape, factors)), undefined, false)
  const held = new Set(buffers.values())
  const given = new Map<Value, number[]>([
    [w, weight],
    [graph.value('left')!, left],
    [graph.value('right')!, new Array(18).fill(0)],
  ])
  const found = results(graph, given, [y, buffers.get('left')!, ...gradients(loss, [w], held)])
  for (const [index, numbers] of [normal, nextLeft, gradient].entries())
    expect(distance(found[index]!, numbers)).toBeLessThan(tolerance)
})
