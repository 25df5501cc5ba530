import { z } from 'zod'
import { families } from '../../../electron/nets/families.ts'
import { exactEncoder, jointCritic } from '../../../electron/nets/joint.ts'
import { oneInput } from '../../../electron/nets/net.ts'
import { nonSaturating } from '../../../electron/train/forms/nonSaturating.ts'
import { play } from '../../../electron/train/game/play.ts'
import { type Recipe, recipe } from '../../../electron/train/game/recipe.ts'
import { example, made, noise, still } from '../../../electron/train/game/things.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { scoreOf } from '../../../electron/train/games/options.ts'
import { updateOf } from '../../../electron/train/games/update.ts'
import { l2 } from '../../../electron/train/objectives/pixels.ts'
import { asFake, asReal, dodge, fool } from '../../../electron/train/terms/adversarial.ts'
import { sum } from '../../../electron/train/terms/combine.ts'
import { distance } from '../../../electron/train/terms/distance.ts'
import { anyOf, drawn, learningFrom, rgb } from '../data/drawn.ts'
import { fashion, garments } from '../data/fashion.ts'
import { each, openSaved } from '../network.ts'
import { difference, mean } from '../numbers.ts'
import { ridgeShare } from '../ridge.ts'
import { type Row, type Show, stepsOf, trained } from '../row.ts'

const SIDE = 16
const LATENT = 50
const options = { size: SIDE, base: 32, latent: LATENT }
const [LABELLED, TESTED] = [1000, 1000]

/**
 * A GAN whose generator knows nothing of the encoder beside it: that regresses the numbers of made pictures (the latent
 * regressor), or plays the joint game alone, against a critic of its own.
 */
const apart = recipe({
  name: 'apart',
  summary: 'an encoder beside a GAN',
  options: z.strictObject({
    way: z.enum(['regress', 'adversarial']),
    size: z.number(),
    base: z.number(),
    latent: z.number(),
  }),
  defaults: { steps: 3000, batch: 128 },
  open: async () => {
    throw new Error('It learns from what it is given.')
  },
  prepare(_, { way, size, base, latent }) {
    const form = nonSaturating()
    const update = updateOf({ rate: 2e-4, optimiser: 'adam', schedule: 'constant' })
    const family = families.flat({ size, base })
    const [drawnPair, foundPair] = [
      { input: 'held', code: 'z' },
      { input: 'real', code: 'code' },
    ]
    return play({
      players: {
        generator: { net: oneInput(family.generator), update, average: 0.999 },
        critic: { net: scoreOf(family), update },
        encoder: { net: exactEncoder(family.features(true), latent), update, average: 0.999 },
        joint: { net: jointCritic(family.features(false), 8 * base), update },
      },
      things: {
        real: example('picture', [3, size, size]),
        z: noise('z', [latent]),
        fake: made('generator', 'z'),
        held: still('fake'),
        code: made('encoder', 'real'),
        guessed: made('encoder', 'held'),
      },
      turns: {
        critics: [
          { players: ['critic'], loss: sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake')) },
          ...(way === 'adversarial'
            ? [
                {
                  players: ['joint'],
                  loss: sum(asReal(form, 'joint', foundPair), asFake(form, 'joint', drawnPair)),
                },
              ]
            : []),
        ],
        both: [
          { players: ['generator'], loss: fool(form, 'critic', 'fake') },
          {
            players: ['encoder'],
            loss: way === 'regress' ? distance(l2, 'guessed', 'z') : dodge(form, 'joint', foundPair),
          },
        ],
      },
      order: () => [['critics', 'both']],
      products: {
        generator: { player: 'generator', inputs: { input: [latent] } },
        encoder: { player: 'encoder', inputs: { input: [3, size, size] } },
      },
      gathers: ['fake', 'code'],
      shown: { things: ['real', 'fake'] },
    })
  },
})

/** What an encoder and its generator make of test pictures. */
async function measured(seed: number, steps: number, of: Recipe, more: Record<string, unknown>, show?: Show) {
  const training = fashion('train', SIDE)
  const tests = fashion('t10k', SIDE)
  const source = drawn(seed, (random) => ({ picture: rgb(anyOf(random, training.pictures)) }))
  const { network, png } = await trained({
    recipe: learningFrom(of, { source }),
    options: { ...options, ...more },
    steps,
    batch: 128,
    seed,
  })
  show?.(png)
  const [{ run: encode }, { run: generate }] = [
    await openSaved(network('encoder')),
    await openSaved(network('generator')),
  ]
  const codesOf = (pictures: readonly Float32Array[]) =>
    each(pictures.length, async (k) => (await encode({ input: rgb(pictures[k]!) })).output!)
  const wanted = tests.pictures.slice(0, TESTED)
  const codes = await codesOf(wanted)
  const again = await each(TESTED, async (k) => (await generate({ input: codes[k]! })).output!)
  const error = mean(wanted.map((picture, k) => difference(rgb(picture), again[k]!)))
  const ofAnother = mean(wanted.map((picture, k) => difference(rgb(picture), again[(k + 1) % TESTED]!)))
  const labelled = training.pictures.slice(0, LABELLED)
  const ridge = ridgeShare(
    { codes: await codesOf(labelled), labels: training.labels.slice(0, LABELLED) },
    { codes, labels: tests.labels.slice(0, TESTED) },
    garments.length,
  )
  return { ratio: error / ofAnother, error, ridge }
}

/** BiGAN's and ALI's claims on garments: what joint inference finds, and encoders that the generator knows nothing of. */
export const bigan: Row = {
  name: 'bigan',
  reference: 'Donahue et al. 2017, BiGAN',
  claim: 'an encoder that a generator learns with undoes it, and what it finds sorts pictures',
  required:
    'the error of a picture made again at most 0.70 of that of another one, and below that of a latent regressor; ridge regression on codes of 1000 labelled pictures at least 0.02 better than on those of an untrained encoder',
  command:
    'ganvas train bigan --data DIR --size 16 --base 32 --latent 50 --network flat --steps 1500 --batch 128 --out RUN',
  seeds: [0, 1, 2],
  async figures(seed, share, show) {
    const steps = stepsOf(1500, share)
    const joint = await measured(seed, steps, recipeNamed('bigan'), { network: 'flat' }, show)
    const regressed = await measured(seed, steps, apart, { way: 'regress' })
    const untrained = await measured(seed, 1, recipeNamed('bigan'), { network: 'flat' })
    return {
      ratio: joint.ratio,
      ratioRegressor: regressed.ratio,
      ridge: joint.ridge,
      ridgeUntrained: untrained.ridge,
    }
  },
  reached: (figures) =>
    mean(figures.map(({ ratio }) => ratio!)) <= 0.7 &&
    figures.every(({ ratio, ratioRegressor }) => ratio! < ratioRegressor!) &&
    mean(figures.map(({ ridge, ridgeUntrained }) => ridge! - ridgeUntrained!)) >= 0.02,
}

export const ali: Row = {
  name: 'ali',
  reference: 'Dumoulin et al. 2017, ALI',
  claim:
    'inference learned together with generation gives pictures back better than an encoder that is learned for a given generator',
  required:
    'in the mean, the error of pictures made again is least for joint inference, then for an encoder that plays the game by itself, then for a latent regressor; and that of joint inference below the last in every seed',
  command:
    'ganvas train ali --data DIR --size 16 --base 32 --latent 50 --network flat --steps 1500 --batch 128 --out RUN',
  seeds: [0, 1, 2],
  async figures(seed, share, show) {
    const steps = stepsOf(1500, share)
    const joint = await measured(seed, steps, recipeNamed('ali'), { network: 'flat' }, show)
    const adversarial = await measured(seed, steps, apart, { way: 'adversarial' })
    const regressed = await measured(seed, steps, apart, { way: 'regress' })
    return { error: joint.error, errorAdversarial: adversarial.error, errorRegressor: regressed.error }
  },
  reached(figures) {
    const of = (name: string) => mean(figures.map((each) => each[name]!))
    return (
      of('error') < of('errorAdversarial') &&
      of('errorAdversarial') < of('errorRegressor') &&
      figures.every(({ error, errorRegressor }) => error! < errorRegressor!)
    )
  },
}
