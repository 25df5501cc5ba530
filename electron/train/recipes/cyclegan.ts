import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { patchgan } from '../../nets/patchgan.ts'
import { resnet } from '../../nets/resnet.ts'
import { imagePool } from '../critic/imagePool.ts'
import { UnpairedSource } from '../data/unpaired.ts'
import { leastSquares } from '../objectives/leastSquares.ts'
import { l1 } from '../objectives/pixels.ts'
import type { StepBuilder } from '../step/step.ts'
import { Features } from '../terms/features.ts'
import { featureOptions } from '../terms/options.ts'
import {
  averageOption,
  patchganOptions,
  residualOption,
  rgb,
  secondOption,
  twoFolders,
  upsamplingOption,
} from './options.ts'
import { recipe } from './recipe.ts'
import { updateOf, updateOptions } from './update.ts'

/** The two directions. The critic of a kind of picture judges what the generator towards it makes. */
type Direction = 'aToB' | 'bToA'
const directions = [
  { name: 'aToB', back: 'bToA', from: 'a', to: 'b', critic: 'criticB' },
  { name: 'bToA', back: 'aToB', from: 'b', to: 'a', critic: 'criticA' },
] as const

const options = z.strictObject({
  ...secondOption('pictures of the first kind', 'pictures of the other kind'),
  size: z.coerce
    .number()
    .int()
    .min(16)
    .max(1024)
    .multipleOf(4)
    .default(128)
    .describe('side of the pictures, a multiple of 4'),
  blocks: z.coerce
    .number()
    .int()
    .min(1)
    .max(32)
    .default(6)
    .describe('residual blocks: 6 for 128 px, 9 for 256 px'),
  ...patchganOptions,
  ...residualOption,
  ...upsamplingOption,
  cycleWeight: z.coerce.number().min(0).default(10),
  identityWeight: z.coerce
    .number()
    .min(0)
    .default(0.5)
    .describe('times cycle-weight: how firmly a picture of the wanted kind stays as it is'),
  pool: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .describe('made pictures that a critic is shown again'),
  ...updateOptions('linear'),
  ...averageOption,
  ...featureOptions,
})

/**
 * CycleGAN (Zhu et al. 2017): from two folders of pictures without pairs, translate each kind into the other. What was
 * translated there and back is to be the picture again.
 */
export const cyclegan = recipe({
  name: 'cyclegan',
  summary: 'translations both ways between the pictures in DIR/a and DIR/b, without pairs',
  options,
  defaults: { steps: 100_000, batch: 1 },

  async open({ data, seed }, { size, second }) {
    const [a, b] = twoFolders(data, second, ['a', 'b'])
    const cut = { side: size, seed }
    const source = await UnpairedSource.open({ a, b }, cut)
    const heldOut = await UnpairedSource.open({ a, b }, { ...cut, part: 'held-out' })
    return { source, ...(heldOut.complete && { watched: heldOut }) }
  },

  model: ({ average, size, ...shape }, { directions }) => {
    const product = (group: Direction) => ({
      network: resnet(shape),
      input: [3, size, size],
      group,
      averaged: average > 0,
    })
    return {
      networks: { generator: product('aToB'), reverse: product('bToA') },
      translation: {
        kind: 'style',
        side: size,
        directions: directions ?? {
          forward: { en: 'From a to b', 'zh-CN': '从 a 到 b' },
          reverse: { en: 'From b to a', 'zh-CN': '从 b 到 a' },
        },
      },
      input: rgb,
      output: rgb,
      multiple: 4,
    }
  },

  async prepare(_, { size, blocks, base, residual, patch, cycleWeight, ...rest }, { watched }) {
    const features = await Features.open(rest, size)
    const { criticBase = base, identityWeight, pool, average, upsampling } = rest
    const generator = resnet({ blocks, base, residual, upsampling })
    const critic = patchgan({ patch, base: criticBase, norm: 'instance' })
    const game = leastSquares()
    const update = updateOf(rest)
    const picture = (step: StepBuilder, kind: 'a' | 'b', batch: number) =>
      step.input(kind, [batch, 3, size, size])
    const translate = (step: StepBuilder, direction: Direction, x: Value) =>
      generator(x, step.weights(direction))
    const translated = (step: StepBuilder, { name, from }: (typeof directions)[number], batch: number) =>
      step.shared(name, () => translate(step, name, picture(step, from, batch)))
    const product = (group: Direction) => ({
      network: generator,
      input: [3, size, size],
      group,
      averaged: average > 0,
    })
    return {
      ...features?.parts,
      plan: () => [['generators', 'critics']],
      products: { 'a-to-b': product('aToB'), 'b-to-a': product('bToA') },
      phases: {
        generators(step, batch) {
          const losses = directions.map((direction) => {
            const { name, back, from, to, critic: judge } = direction
            const fake = translated(step, direction, batch)
            const adversarial = game.generator(critic(fake, step.weights(judge)))
            const again = translate(step, back, fake)
            const cycle = l1(again, picture(step, from, batch))
            step.report(name, adversarial)
            step.report(`${from}Cycle`, cycle)
            const plain = op.add(adversarial, op.mul(cycle, cycleWeight))
            // Pictures of the second kind take on the style, or what else is asked of them.
            const terms = [
              features?.loss(step, `${from}Cycle`, again, picture(step, from, batch), false),
              name === 'aToB' ? features?.loss(step, name, fake, null) : null,
            ]
            const loss = terms.reduce<Value>((sum, term) => (term ? op.add(sum, term) : sum), plain)
            if (identityWeight === 0) return loss
            const wanted = picture(step, to, batch)
            const identity = l1(translate(step, name, wanted), wanted)
            return op.add(loss, op.mul(identity, cycleWeight * identityWeight))
          })
          const loss = losses.reduce(op.add)
          for (const { name } of directions) {
            step.minimise(name, loss, update)
            if (average > 0) step.average(name, average)
          }
        },
        critics(step, batch) {
          for (const direction of directions) {
            const weights = step.weights(direction.critic)
            const seen = imagePool(step, `${direction.to}Pool`, translated(step, direction, batch), pool)
            const real = critic(picture(step, direction.to, batch), weights)
            const loss = op.mul(game.critic(real, critic(seen, weights)), 0.5)
            step.minimise(direction.critic, loss, update)
            step.report(direction.critic, loss)
          }
        },
      },
      viewRows: 4,
      view(step, rows) {
        const run = (direction: Direction, x: Value) =>
          generator(x, average > 0 ? step.averaged(direction) : step.weights(direction))
        for (const { name, back, from } of directions) {
          const given = picture(step, from, rows)
          const made = run(name, given)
          step.result(from, given)
          step.result(name, made)
          step.result(`${from}Again`, run(back, made))
        }
      },
      figures(results) {
        const errors = directions.map(({ from }) => {
          const [before, after] = [results.get(from)!.data, results.get(`${from}Again`)!.data]
          return before.reduce((sum, value, at) => sum + Math.abs(value - after[at]!), 0) / before.length
        })
        return { [watched ? 'cycleHeldOut' : 'cycleSeen']: (errors[0]! + errors[1]!) / 2 }
      },
    }
  },
})
