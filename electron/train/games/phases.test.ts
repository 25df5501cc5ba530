import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { readCheckpoint } from '../run/checkpoint.ts'
import { runFiles } from '../run/files.fixture.ts'
import { train } from '../run/train.ts'
import { writePictures } from '../testing/pictures.fixture.ts'
import { recipeNamed } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-phases-'))
beforeAll(() => writePictures(root))
afterAll(() => rmSync(root, { recursive: true }))

/** Runs a game up to one step and on to another. @returns its losses, and whether the weights of each group moved in between */
async function between(
  name: string,
  data: string,
  options: Record<string, unknown>,
  [first, last]: [number, number],
) {
  const out = join(root, name)
  mkdirSync(join(out, 'samples'), { recursive: true })
  const run = (resume: boolean, stopAfter: number) => {
    const stop = new AbortController()
    return train({
      recipe: recipeNamed(name),
      settings: { data: join(root, data), steps: last, batch: 2, seed: 0 },
      options,
      out,
      resume,
      files: runFiles,
      open: openOnProcessor(),
      signal: stop.signal,
      onEvent: (event) => event.kind === 'progress' && event.step === stopAfter && stop.abort(),
    })
  }
  const weights = async () => (await readCheckpoint(out, runFiles))!.tensors
  await run(false, first)
  const before = await weights()
  const { losses } = await run(true, last)
  const after = await weights()
  const moved = (group: string) =>
    [...after].some(
      ([tensor, { data: now }]) =>
        tensor.startsWith(`${group}/`) && !before.get(tensor)?.data.every((value, k) => value === now[k]),
    )
  return { losses, moved }
}

test('walks of PPGN go through what reader and generator are by then, and train neither', async () => {
  const { losses, moved } = await between('ppgn', 'kinds', { size: 16, base: 2, code: 4 }, [9, 10])
  expect(Object.keys(losses)).toEqual(expect.arrayContaining(['walkClass', 'walkPrior', 'asked']))
  expect(['walks', 'reader', 'generator', 'critic'].filter(moved)).toEqual(['walks'])
})

test("the reader of DTN and the first stage of StackGAN stay as they are in the other's turn", async () => {
  const dtn = await between('dtn', 'sorts', { size: 16, base: 2, code: 4, readUntil: 0.5 }, [1, 2])
  expect(['reader', 'generator', 'critic'].filter(dtn.moved)).toEqual(['generator', 'critic'])
  const stages = await between('stackgan', 'said', { size: 16, base: 2, latent: 4, embedding: 4 }, [1, 2])
  expect(['first', 'firstCritic', 'second', 'secondCritic'].filter(stages.moved)).toEqual([
    'second',
    'secondCritic',
  ])
})
