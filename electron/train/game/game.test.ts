import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { linear } from '../../nets/layers.ts'
import { mlp } from '../../nets/mlp.ts'
import { oneInput, withoutHeads } from '../../nets/net.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { l2 } from '../objectives/pixels.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import type { Game } from './game.ts'
import { play } from './play.ts'
import { example, from, headOf, made, noise } from './things.ts'

const update = { optimiser: sgd({ momentum: 0 }), rate: () => 0.1 }
const form = nonSaturating()

/** One number in, one number out, and its double beside it. */
const withDouble: Game['players'][string]['net'] = ({ input }, weights) => {
  const value = linear(input!, weights, 1)
  return { value, heads: { double: op.mul(value, 2) } }
}

const game: Game = {
  players: {
    generator: { net: withDouble, update },
    critic: { net: oneInput(mlp({ outputs: 1, hidden: [4] })), update },
    judge: { net: oneInput(mlp({ outputs: 1, hidden: [] })) },
  },
  things: {
    real: example('x', [1]),
    z: noise('z', [1]),
    fake: made('generator', 'z'),
    double: headOf('fake', 'double'),
    half: from(['double'], (double) => op.mul(double, 0.25)),
  },
  turns: {
    critic: [
      {
        players: ['critic'],
        loss: reported('critic', sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake'))),
      },
    ],
    generator: [{ players: ['generator'], loss: reported('generator', fool(form, 'critic', 'fake')) }],
  },
  order: () => [['critic', 'generator']],
  products: { generator: { player: 'generator', inputs: { input: [1] } } },
  shown: { things: ['fake', 'double', 'half'] },
}

test('what the game does not have is named before anything is trained, and what there is', () => {
  const turns = (loss: Game['turns'][string][number]['loss'], players = ['critic']) => ({
    ...game,
    turns: { ...game.turns, critic: [{ players, loss }] },
  })
  expect(() => play(turns(asReal(form, 'critik', 'real')))).toThrow(
    "The game has no player 'critik'. It has: generator, critic, judge.",
  )
  expect(() => play(turns(times(2, sum(asReal(form, 'critic', 'reel')))))).toThrow(
    "The game has no thing 'reel'. It has: real, z, fake, double, half.",
  )
  expect(() => play(turns(distance(l2, 'real', 'fake'), ['judge']))).toThrow(
    "The turn 'critic' would train 'judge', which is never trained. Give it an update, or take it out of the turn.",
  )
  expect(() => play({ ...game, order: () => [['critic', 'painter']] })).toThrow(/no turn 'painter'/)
  expect(() => play({ ...game, shown: { things: ['picture'] } })).toThrow(/no thing 'picture'/)
  const wrong = { ...game, things: { ...game.things, double: headOf('fake', 'triple') } }
  expect(() => play(wrong).view!(new StepBuilder(), 2)).toThrow(
    "What made 'fake' hands out no 'triple'. It hands out: double.",
  )
})

test('things are made once a step, heads belong to what was made, and turns see what was updated', async () => {
  let applications = 0
  const counted: Game = {
    ...game,
    players: {
      ...game.players,
      generator: {
        net(inputs, weights) {
          applications++
          return withDouble(inputs, weights)
        },
        update,
      },
    },
  }
  const training = play(counted)
  const step = new StepBuilder()
  for (const turn of ['critic', 'generator']) training.phases[turn]!(step, 4)
  expect(applications).toBe(1)
  const program = compileStep(step)
  expect([...program.updated]).toEqual(['critic', 'generator'])
  const trainer = new Trainer({ seed: 1, total: 2, open: openOnProcessor() })
  await trainer.load('step', program)
  const losses = await trainer.run('step', { x: Float32Array.of(1, 2, 3, 4) })
  expect(Object.keys(losses)).toEqual(['critic', 'generator'])
  const view = new StepBuilder()
  training.view!(view, 3)
  await trainer.load('view', compileStep(view, { readOnly: true }))
  const results = await trainer.view('view', {})
  const [fake, double, half] = ['fake', 'double', 'half'].map((name) => results.get(name)!.data)
  for (let row = 0; row < 3; row++) {
    expect(double![row]).toBeCloseTo(2 * fake![row]!, 6)
    expect(half![row]).toBeCloseTo(fake![row]! / 2, 6)
  }
  await trainer.release()
})

test('losses of one turn are worked out before any of its players is updated', async () => {
  // Each wants to be what the other was: with a rate of one half of the gradient's 2, they change places.
  const held: Game['players'][string]['net'] = (_, weights) =>
    withoutHeads(weights.parameter('x', [1], () => Float32Array.of(1)))
  const swap = { optimiser: sgd({ momentum: 0 }), rate: () => 0.5 }
  const swapping: Game = {
    players: { a: { net: held, update: swap }, b: { net: held, update: swap } },
    things: { any: example('any', [1]), a: made('a', 'any'), b: made('b', 'any') },
    turns: {
      swap: [
        { players: ['a'], loss: reported('a', distance(l2, 'a', 'b')) },
        { players: ['b'], loss: distance(l2, 'b', 'a') },
      ],
    },
    order: () => [['swap']],
    products: {},
    shown: { things: ['a', 'b'] },
  }
  const step = new StepBuilder()
  play(swapping).phases.swap!(step, 1)
  const trainer = new Trainer({ seed: 1, total: 1, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  trainer.tensors.get('a/x').data[0] = 3
  trainer.tensors.get('b/x').data[0] = 7
  await trainer.run('step', { any: Float32Array.of(0) })
  expect([trainer.tensors.get('a/x').data[0], trainer.tensors.get('b/x').data[0]]).toEqual([7, 3])
  await trainer.release()
})
