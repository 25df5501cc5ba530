import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../contract/text.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { recipeNamed } from '../games/index.ts'
import { runFiles } from './files.fixture.ts'
import { train } from './train.ts'
import { criticWins, drawsAlike, type Row, stalledSince, warningsOf } from './warnings.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-warnings-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Waves of many directions: pictures that are not alike, some of which are held out by their names. */
beforeAll(async () => {
  mkdirSync(join(root, 'pictures'))
  for (let k = 0; k < 24; k++) {
    const data = Uint8Array.from({ length: 32 * 32 * 3 }, (_, at) => {
      const [x, y] = [Math.floor(at / 3) % 32, Math.floor(at / 96)]
      return 128 + 100 * Math.sin((x * Math.cos(k) + y * Math.sin(k)) / (2 + (k % 5)) + (at % 3))
    })
    await sharp(data, { raw: { width: 32, height: 32, channels: 3 } }).toFile(
      join(root, 'pictures', `p${k}.png`),
    )
  }
})

/** The curves of a short run. */
async function curvesOf(recipe: string, name: string, steps: number, options: Record<string, unknown>) {
  const out = join(root, name)
  mkdirSync(join(out, 'samples'), { recursive: true })
  const rows: Row[] = []
  await train({
    recipe: recipeNamed(recipe),
    settings: { data: join(root, 'pictures'), steps, batch: 4, seed: 5 },
    options: { size: 16, base: 2, ...options },
    out,
    resume: false,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.kind === 'progress') rows.push({ step: event.step, ...event.losses })
    },
    sampleEvery: Math.ceil(steps / 10),
  })
  return rows
}

test('what does not learn stands still on pictures held out from its first measurement on', async () => {
  const options = { pairing: 'gray', depth: 3, patch: 16, dropout: 0 }
  const still = await curvesOf('pix2pix', 'still', 20, { ...options, rate: 1e-12 })
  expect(stalledSince(still)).toBe(2)
  expect(stalledSince(still.filter(({ step }) => step <= 12))).toBeNull()
  expect(warningsOf(still, { recipe: 'pix2pix', options })).toEqual([text('training.stalled', { step: 2 })])
})

test('a figure that becomes better now and then has not stalled, and one that is no number is no better', () => {
  const rowsOf = (values: number[]): Row[] => values.map((psnrHeldOut, k) => ({ step: k + 1, psnrHeldOut }))
  expect(stalledSince(rowsOf([1, 2, 1, 1, 1, 1, 1, 3, 1]))).toBeNull()
  expect(stalledSince(rowsOf([1, 2, 1, 1, Number.NaN, 1, 1, 2]))).toBe(2)
  expect(stalledSince([{ step: 1, l1: 3 }])).toBeNull()
})

/** A critic of thirty-two times its width: the generator falls behind, and settles on one picture. */
const behind = { latent: 4, base: 1, criticBase: 32, rate: 5e-4, average: 0 }

test('a critic that is much stronger wins and leaves one picture; with noise on what it sees it does not win', async () => {
  const told = (noise: number) => ({ recipe: 'dcgan', options: { ...behind, noise } })
  const won = await curvesOf('dcgan', 'won', 400, told(0).options)
  expect(criticWins(won, 'dcgan')).toBe(true)
  expect(drawsAlike(won)).toBe(true)
  const said = warningsOf(won, told(0))
  for (const key of ['criticWins', 'noiseHelps', 'drawsAlike'] as const)
    expect(said).toContainEqual(text(`training.${key}`))
  // Of a distance or an energy a small value is no win.
  expect(criticWins(won, 'ebgan')).toBe(false)
  const noisy = await curvesOf('dcgan', 'noisy', 400, told(2).options)
  expect(criticWins(noisy, 'dcgan')).toBe(false)
})

test('pictures that differ are not called alike, nor are the grey ones that everything begins with', async () => {
  const varied = await curvesOf('dcgan', 'varied', 60, { latent: 8, base: 8, rate: 2e-3, average: 0 })
  expect(drawsAlike(varied)).toBe(false)
  const rowsOf = (values: number[]): Row[] => values.map((likeness, k) => ({ step: k + 1, likeness }))
  expect(drawsAlike(rowsOf([1, 1, 0.95, 0.95]))).toBe(false)
  expect(drawsAlike(rowsOf([1, 1, 0.95, 0.95, 0.95]))).toBe(true)
})

test('what is drawn has stalled when its finest detail comes no nearer', () => {
  const rows: Row[] = [5, 4, 3, 4, 4, 4, 4, 4, 4].map((finestDistance, k) => ({
    step: k + 1,
    finestDistance,
  }))
  expect(stalledSince(rows)).toBe(3)
  expect(warningsOf(rows, { recipe: 'dcgan', options: {} })).toEqual([
    text('training.stalledDrawn', { step: 3 }),
  ])
})
