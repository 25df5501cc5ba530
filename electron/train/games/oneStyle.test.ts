import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { readsSource } from '../../nets/glyphUnet.ts'
import { writeCircles } from '../data/glyphs.fixture.ts'
import { type Checkpoint, checkpointFile, decodeCheckpoint } from '../run/checkpoint.ts'
import { runFiles } from '../run/files.fixture.ts'
import { train } from '../run/train.ts'
import type { NamedTensor } from '../step/tensors.ts'
import { recipeNamed } from './index.ts'
import { rateOf } from './oneStyle.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-style-'))
const both = join(root, 'both')
const first = join(root, 'first')
beforeAll(async () => {
  for (const folder of [both, first]) await writeCircles(folder, 32)
  // The style that comes first by its name is the one that is learned beside the other.
  await mkdir(join(root, 'aside'))
  for (const end of ['json', 'glyphs'])
    await rename(join(first, `bold.${end}`), join(root, 'aside', `bold.${end}`))
})
afterAll(() => rmSync(root, { recursive: true }))

async function run(
  name: string,
  data: string,
  steps: number,
  options: Record<string, unknown>,
  initial?: ReadonlyMap<string, NamedTensor>,
): Promise<Checkpoint & { losses: Record<string, number> }> {
  const out = join(root, name)
  const notices: string[] = []
  await mkdir(join(out, 'samples'), { recursive: true })
  const { losses } = await train({
    recipe: recipeNamed('font'),
    settings: { data, steps, batch: 4, seed: 0 },
    options: { base: 2, embedding: 4, average: 0.5, ...options },
    ...(initial && { initial }),
    out,
    resume: false,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => event.kind === 'notice' && notices.push(inEnglish(event.text)),
  })
  // Nobody who learns a style is told that a phase begins which carries on more than the one before it.
  expect(notices).toEqual([])
  const file = join(out, checkpointFile)
  return { ...decodeCheckpoint(await readFile(file), file), losses }
}

test('one more style is described first, and then drawn; what reads the source stays as it was', async () => {
  const trained = (await run('known', first, 2, {})).tensors
  const known = new Map([...trained].filter(([name]) => !/\.(gradients|squares)$/.test(name)))
  const style = { style: 'bold', styleSteps: 2 }
  const described = await run('described', both, 2, style, known)
  const drawn = await run('drawn', both, 4, style, known)
  const table = described.tensors.get('generator/styles/weight')!
  expect(table.shape).toEqual([2, 4])
  expect(drawn.losses.overlap).toBeGreaterThan(0)
  const changed = (run: Checkpoint, pick: (name: string) => boolean) =>
    [...known.keys()].filter(
      (name) =>
        /^generator\/.*(weight|bias)$/.test(name) &&
        !name.includes('styles') &&
        pick(name) &&
        run.tensors.get(name)!.data.some((value, at) => value !== known.get(name)!.data[at]),
    )
  expect(changed(described, () => true)).toEqual([])
  expect(changed(drawn, readsSource)).toEqual([])
  expect(changed(drawn, (name) => !readsSource(name)).length).toBeGreaterThan(20)
})

test('a network of other styles than lie beside the one, or none, is refused', async () => {
  await expect(run('none', both, 2, { style: 'bold' })).rejects.toThrow(/the 1 that .*both holds/)
})

test('the rate is that of the description, then rises over ten steps to the other one and falls to nothing', () => {
  const rate = rateOf({ style: 'bold', styleSteps: 100, styleRate: 0.01, rate: 0.001 })
  const at = (step: number) => rate({ step, total: 200 })
  expect([at(0), at(99), at(100), at(109), at(150)]).toEqual([0.01, 0.01, 0.0001, 0.001, 0.001])
  expect(at(180)).toBeCloseTo(0.0005)
})
