import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { mlp } from '../../nets/mlp.ts'
import { productOf } from '../game/product.ts'
import { recipe } from '../game/recipe.ts'
import { l2 } from '../objectives/pixels.ts'
import { sgd } from '../optimisers/sgd.ts'
import { bestSoFar, isBetter } from './best.ts'
import { bestFile, checkpointFile, decodeCheckpoint } from './checkpoint.ts'
import { runFiles } from './files.fixture.ts'
import type { RunOptions } from './options.ts'
import { train } from './train.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-best-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Fits a line, and is told its figure: `scores` one after the other. */
const scored = (scores: number[]) =>
  recipe({
    name: 'scored',
    summary: 'a test',
    options: z.strictObject({}),
    defaults: { steps: 1, batch: 1 },
    open: async () => ({
      source: {
        skipped: [],
        batch: async () => ({ x: Float32Array.of(1, 2), y: Float32Array.of(3) }),
      },
    }),
    prepare() {
      const network = mlp({ outputs: 1, hidden: [], activation: (x) => x })
      return {
        plan: () => [['fit']],
        products: { fit: productOf({ network, input: [2], group: 'fit', averaged: false }) },
        phases: {
          fit(step, batch) {
            const y = network(step.input('x', [batch, 2]), step.weights('fit'))
            const loss = l2(y, step.input('y', [batch, 1]))
            step.minimise('fit', loss, { optimiser: sgd({ momentum: 0 }), rate: () => 0.01 })
            step.report('loss', loss)
          },
        },
        selectedBy: { figure: 'score', better: 'higher' },
        viewRows: 1,
        view: (step, rows) => step.result('y', network(step.input('x', [rows, 2]), step.weights('fit'))),
        picture: async () => new Uint8Array(1),
        figures: () => ({ score: scores.shift()! }),
      }
    },
  })

async function start(name: string, scores: number[], changes: Partial<RunOptions> = {}): Promise<string> {
  const out = join(root, name)
  await mkdir(join(out, 'samples'), { recursive: true })
  await train({
    recipe: scored(scores),
    settings: { data: '', steps: scores.length, batch: 1, seed: 1 },
    options: {},
    out,
    resume: false,
    keepBest: true,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: () => {},
    sampleEvery: 1,
    ...changes,
  })
  return out
}

const stepOf = async (out: string, file: string) =>
  decodeCheckpoint(await readFile(join(out, file)), file).position.step

test('the checkpoint with the best figure is kept beside the latest', async () => {
  const out = await start('kept', [1, 3, 2])
  expect(await stepOf(out, bestFile)).toBe(2)
  expect(await stepOf(out, checkpointFile)).toBe(3)
  expect(await bestSoFar(join(out, 'curves.jsonl'), { figure: 'score', better: 'higher' })).toEqual({
    step: 2,
    value: 3,
  })
})

test('a run that goes on knows what was best before', async () => {
  const out = await start('resumed', [1, 3])
  const settings = { data: '', steps: 4, batch: 1, seed: 1 }
  await start('resumed', [2, 2.5], { resume: true, settings })
  expect(await stepOf(out, bestFile)).toBe(2)
})

test('without being asked for, nothing is kept', async () => {
  const out = await start('unkept', [1, 3], { keepBest: false })
  await expect(readFile(join(out, bestFile))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a figure that is no number is never the best', () => {
  expect(isBetter({ figure: 'x', better: 'lower' }, Number.NaN, null)).toBe(false)
  expect(isBetter({ figure: 'x', better: 'lower' }, 1, 2)).toBe(true)
  expect(isBetter({ figure: 'x', better: 'lower' }, 2, 2)).toBe(false)
})

test('a new run starts as what it is given, and leaves that as it was', async () => {
  const initial = new Map([['fit/out/weight', { shape: [1, 2], data: Float32Array.of(5, -4) }]])
  const steps = { settings: { data: '', steps: 1, batch: 1, seed: 1 }, keepBest: false }
  const given = await start('given', [0], { ...steps, initial })
  const drawn = await start('drawn', [0], steps)
  const weight = async (out: string) =>
    decodeCheckpoint(await readFile(join(out, checkpointFile)), '').tensors.get('fit/out/weight')!.data
  expect(initial.get('fit/out/weight')!.data).toEqual(Float32Array.of(5, -4))
  const [a, b] = await weight(given)
  expect([Math.abs(a! - 5), Math.abs(b! + 4)].every((moved) => moved > 0 && moved < 1)).toBe(true)
  expect(await weight(drawn)).not.toEqual(await weight(given))
})
