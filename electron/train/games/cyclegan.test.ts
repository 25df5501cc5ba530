import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import type { Opened, Results, Training } from '../game/training.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { cyclegan } from './cyclegan.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-cyclegan-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Warm pictures and cold ones: the translation to be learned is a change of colour. */
beforeAll(async () => {
  for (const [kind, color] of [
    ['a', [230, 120, 30]],
    ['b', [30, 120, 230]],
  ] as const) {
    mkdirSync(join(root, kind))
    for (let k = 0; k < 12; k++) {
      const side = 24
      const data = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
        const x = Math.floor(at / 3) % side
        return color[at % 3]! * (0.6 + 0.4 * Math.sin((x * (k + 3)) / 12))
      })
      await sharp(data, { raw: { width: side, height: side, channels: 3 } }).toFile(
        join(root, kind, `p${k}.png`),
      )
    }
  }
})

async function prepare(steps: number, options: Record<string, unknown> = {}) {
  const settings = { data: root, steps, batch: 2, seed: 1 }
  const small = { size: 16, blocks: 1, base: 4, patch: 16, criticBase: 4, pool: 4, rate: 2e-3 }
  const chosen = cyclegan.options.parse({ ...small, ...options })
  const data = await cyclegan.open(settings, chosen)
  return { ...data, ...(await cyclegan.prepare(settings, chosen, data)) }
}

/** Runs the recipe's plan, and looks at two held-out pictures of each kind at the end. */
async function carryOut(training: Training & Opened, steps: number) {
  const trainer = new Trainer({ seed: 1, total: steps, open: openOnProcessor() })
  const step = new StepBuilder()
  for (const phase of training.plan(0)[0]!) training.phases[phase]!(step, 2)
  await trainer.load('step', compileStep(step))
  const losses: Record<string, number>[] = []
  for (; trainer.position.step < steps; trainer.position.step++) {
    const batch = await training.source.batch(trainer.position.step, 2)
    losses.push(await trainer.run('step', batch, 0))
  }
  const look = new StepBuilder()
  training.view!(look, 2)
  await trainer.load('view', compileStep(look, { readOnly: true }))
  const results = await trainer.view('view', await training.watched!.batch(0, 2))
  await trainer.release()
  return { losses, results }
}

/** Mean of red less blue. */
function warmth(results: Results, name: string): number {
  const { data } = results.get(name)!
  const plane = 16 * 16
  return data.slice(0, plane).reduce((sum, red, at) => sum + red - data[2 * plane + at]!, 0) / plane
}

test('both ways are learned: the cycle closes, and warm pictures turn cold', async () => {
  const training = await prepare(150)
  const { losses, results } = await carryOut(training, 150)
  const mean = (name: string, from: number) =>
    losses.slice(from, from + 10).reduce((sum, each) => sum + each[name]! / 10, 0)
  for (const name of ['aCycle', 'bCycle']) expect(mean(name, 140)).toBeLessThan(0.5 * mean(name, 0))
  expect(warmth(results, 'a')).toBeGreaterThan(0.5)
  expect(warmth(results, 'b')).toBeLessThan(-0.5)
  expect(warmth(results, 'aToB')).toBeLessThan(warmth(results, 'a') - 0.5)
  expect(warmth(results, 'bToA')).toBeGreaterThan(warmth(results, 'b') + 0.5)
  const error = (from: string) => {
    const [before, after] = [results.get(from)!.data, results.get(`${from}Again`)!.data]
    return before.reduce((sum, value, at) => sum + Math.abs(value - after[at]!), 0) / before.length
  }
  expect(training.figures!(results).cycleHeldOut).toBeCloseTo((error('a') + error('b')) / 2, 6)
})

test('a heavy identity term holds a change of colours back', async () => {
  const kept = async (identityWeight: number) => {
    // The critics see single pixels: they judge colours alone.
    const training = await prepare(40, { identityWeight, cycleWeight: 1, patch: 1, base: 8 })
    const { results } = await carryOut(training, 40)
    return Math.abs(warmth(results, 'aToB') - warmth(results, 'a'))
  }
  expect(await kept(50)).toBeLessThan(await kept(0))
})
