import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { evaluate } from '../../graph/evaluate.ts'
import type { Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { withoutHeads } from '../../nets/net.ts'
import { energyMargin } from '../forms/energyMargin.ts'
import type { Game } from '../game/game.ts'
import { play } from '../game/play.ts'
import { example } from '../game/things.ts'
import { categoryEntropy } from '../objectives/category.ts'
import { pullingAway } from '../objectives/pullingAway.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { equilibrium } from './equilibrium.ts'

const valueFor = (numbers: number[][], make: (x: Value) => Value) => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [numbers.length, numbers[0]!.length])
  const y = make(x)
  graph.output('y', y)
  return evaluate(graph, new Map([[x, Float64Array.from(numbers.flat())]]), [y])[0]!.data[0]!
}

test('pulling away is 0 at right angles, 1 for codes that are one, and a mean over pairs', () => {
  expect(
    valueFor(
      [
        [1, 0],
        [0, 3],
      ],
      pullingAway,
    ),
  ).toBeCloseTo(0, 6)
  expect(
    valueFor(
      [
        [1, 2],
        [2, 4],
        [-1, -2],
      ],
      pullingAway,
    ),
  ).toBeCloseTo(1, 6)
  // At 45 degrees to both of two that are at right angles: (2 · ½ + 2 · ½ + 0) / 6.
  expect(
    valueFor(
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      pullingAway,
    ),
  ).toBeCloseTo(1 / 3, 6)
})

test('energies above the margin are left alone, each by itself', () => {
  const { asReal, asFake, fool } = energyMargin({ margin: 1 })
  const energies = [[0.5], [3]]
  expect(valueFor(energies, asReal)).toBeCloseTo(1.75, 6)
  expect(valueFor(energies, asFake)).toBeCloseTo(0.25, 6)
  expect(valueFor(energies, fool)).toBeCloseTo(1.75, 6)
})

test('the entropy of a category is that of the softmax at the label', () => {
  const scores = [[1, 2, 0.5]]
  const label = (x: Value) => op.constant(x, [1, 3], [0, 1, 0])
  const wanted = -Math.log(Math.exp(2) / (Math.exp(1) + Math.exp(2) + Math.exp(0.5)))
  expect(valueFor(scores, (x) => categoryEntropy(x, label(x)))).toBeCloseTo(wanted, 6)
})

test("BEGAN's k follows the balance from 0, stays within 0 and 1, and is told", async () => {
  const game: Game = {
    players: {
      critic: {
        net: ({ input }, weights) =>
          withoutHeads(
            op.mul(
              input!,
              weights.parameter('w', [1], () => Float32Array.of(1)),
            ),
          ),
        update: { optimiser: sgd({ momentum: 0 }), rate: () => 0 },
      },
    },
    things: { real: example('real', [1]), made: example('made', [1]) },
    turns: {
      critic: [
        { players: ['critic'], loss: equilibrium('critic', 'real', 'made', { gamma: 0.5, gain: 0.1 }) },
      ],
    },
    order: () => [['critic']],
    products: {},
    shown: { things: ['real'] },
  }
  const training = play(game)
  expect(training.whole).toBe("BEGAN's equilibrium")
  const step = new StepBuilder()
  training.phases.critic!(step, 2)
  const trainer = new Trainer({ seed: 1, total: 9, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  const run = (real: number, made: number) =>
    trainer.run('step', { real: Float32Array.of(real, real), made: Float32Array.of(made, made) })
  const first = await run(4, 1)
  // M = 4 + |2 - 1|
  expect(first).toMatchObject({ k: 0, M: 5 })
  expect((await run(4, 1)).k).toBeCloseTo(0.1, 6)
  expect((await run(40, 0)).k).toBeCloseTo(0.2, 6)
  expect((await run(0, 90)).k).toBe(1)
  expect((await run(0, 0)).k).toBe(0)
  await trainer.release()
})
