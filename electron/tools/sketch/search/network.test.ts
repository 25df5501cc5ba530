import { expect, test } from 'vitest'
import { openOnProcessor } from '../../../graph/testing/runtime.fixture.ts'
import { Random } from '../../../nets/random.ts'
import { discs } from '../generator.fixture.ts'
import { drawLatent } from '../latents/prior.ts'
import { noAsk } from './ask.ts'
import { SearchNetwork, type StepInput } from './network.ts'

const latents = (count: number) => {
  const random = new Random(1, 'test')
  return Array.from({ length: count }, () => drawLatent(random, 8, 'normal'))
}

function half(color: readonly number[]) {
  const ask = noAsk(discs())
  const feeds = { color: ask.color, 'color.mask': ask.colorMask }
  for (let c = 0; c < 3; c++) feeds.color.fill(color[c]!, c * 256, (c + 1) * 256)
  // The left third.
  for (let y = 0; y < 16; y++) feeds['color.mask'].fill(1, y * 16, y * 16 + 5)
  return feeds
}

test('latents come to pictures that have the colours asked for', async () => {
  const network = await SearchNetwork.open(discs(), { batch: 4 }, openOnProcessor())
  const group = network.group(latents(4))
  const input: StepInput = { feeds: half([0.8, 0.3, 0.3]), weights: { color: 1, prior: 0.01 }, rate: 0.1 }
  const first = await network.step(group, input)
  let last = first
  for (let k = 0; k < 40; k++) last = await network.step(group, input)
  for (const [n, { color }] of last.costs.entries()) expect(color).toBeLessThan(first.costs[n]!.color / 4)
  await network.release()
})

test('a latent is what it was before the step, and each has its own costs', async () => {
  const network = await SearchNetwork.open(discs(), { batch: 2 }, openOnProcessor())
  const [a, b] = latents(2)
  const input: StepInput = { feeds: half([0.2, 0.9, 0.5]), weights: { color: 1, outline: 0.2 }, rate: 0.1 }
  const together = await network.step(network.group([a!, b!]), input)
  const swapped = await network.step(network.group([b!, a!]), input)
  expect(swapped.costs[1]!.total).toBeCloseTo(together.costs[0]!.total, 5)
  const size = 3 * 256
  for (let i = 0; i < size; i++) expect(swapped.pictures[size + i]).toBeCloseTo(together.pictures[i]!, 4)
  await network.release()
})

test.each(['normal', 'uniform'] as const)(
  'a search of a %s prior follows central differences',
  async (prior) => {
    const generator = discs({ prior, words: true, critic: true })
    const network = await SearchNetwork.open(
      generator,
      { batch: 1, realism: true, alike: true },
      openOnProcessor(),
    )
    const weights = { color: 1, outline: 0.5, smooth: 0.3, prior: 0.1, real: 0.2, alike: 0.4 }
    const feeds = {
      ...half([0.9, 0.6, 0.1]),
      anchor: new Float32Array(8).fill(0.2),
      condition: Float32Array.of(0.5, 0.5, 0),
      outline: Float32Array.from({ length: 256 }, (_, i) => (i % 16 === 8 ? 1 : 0)),
      'outline.mask': new Float32Array(16).fill(1),
    }
    const cost = async (free: Float32Array) => {
      const group = { ...network.group([free]), free }
      const seen = await network.step(group, { feeds, weights, rate: 0.1 })
      // After one step from nothing the optimiser's sum of gradients is the gradient.
      return { total: seen.costs[0]!.total, gradient: group.slots[0]! }
    }
    const free = Float32Array.from([0.3, -0.5, 0.2, 0.7, -0.1, 0.4, -0.6, 0.25])
    const { gradient } = await cost(free)
    for (let k = 0; k < 8; k++) {
      const moved = (by: number) => Float32Array.from(free, (value, n) => (n === k ? value + by : value))
      const slope = ((await cost(moved(1e-2))).total - (await cost(moved(-1e-2))).total) / 2e-2
      expect(Math.abs(slope - gradient[k]!)).toBeLessThan(0.02 * Math.max(0.1, Math.abs(slope)))
    }
    await network.release()
  },
)

test('a critic draws pictures to what it takes for real', async () => {
  const network = await SearchNetwork.open(
    discs({ critic: true }),
    { batch: 4, realism: true },
    openOnProcessor(),
  )
  const group = network.group(latents(4))
  const input: StepInput = { feeds: {}, weights: { real: 1 }, rate: 0.1 }
  const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length
  const first = mean((await network.step(group, input)).pictures)
  for (let k = 0; k < 30; k++) await network.step(group, input)
  expect(mean((await network.step(group, input)).pictures)).toBeLessThan(first - 0.1)
  await network.release()
})
