import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { recipeNamed } from '../games/index.ts'
import { writePictures } from '../testing/pictures.fixture.ts'
import { randomFeaturesFile } from '../testing/randomFeatures.fixture.ts'
import { readCheckpoint } from './checkpoint.ts'
import { runFiles } from './files.fixture.ts'
import { train } from './train.ts'

/* Runs of recipes whose losses look through a network that was given. */

const root = mkdtempSync(join(tmpdir(), 'ganvas-given-'))
const features = randomFeaturesFile()
beforeAll(() => writePictures(root))
afterAll(() => rmSync(root, { recursive: true }))

const recipes = {
  pix2pix: { pairing: 'edges', size: 32, base: 4, depth: 4, patch: 16 },
  cyclegan: { size: 16, blocks: 1, base: 4, patch: 16, pool: 3 },
  dcgan: { size: 16, base: 4, latent: 8 },
} as const
const looking = { features, layers: 'near,far', perceptualWeight: 5, schedule: 'constant' }

async function run(
  name: keyof typeof recipes,
  folder: string,
  options: Record<string, unknown>,
  { steps = 6, resume = false } = {},
) {
  const out = join(root, folder)
  await mkdir(join(out, 'samples'), { recursive: true })
  const losses: Record<string, number>[] = []
  await train({
    recipe: recipeNamed(name),
    settings: { data: join(root, name === 'cyclegan' ? 'kinds' : 'pictures'), steps, batch: 2, seed: 5 },
    options: { ...(!resume && recipes[name]), ...options },
    out,
    resume,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.kind === 'progress') losses.push(event.losses)
    },
    sampleEvery: 1000,
  })
  return { losses, checkpoint: (await readCheckpoint(out, runFiles))! }
}

describe('a run with a given network', () => {
  test('keeps its path and hash, and none of its weights', async () => {
    const { losses, checkpoint } = await run('pix2pix', 'kept', looking)
    expect(losses).toHaveLength(6)
    for (const each of losses) expect(each.perceptual).toBeGreaterThan(0)
    expect(checkpoint.given).toEqual([
      { name: 'features', file: features, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect([...checkpoint.tensors.keys()].filter((name) => name.startsWith('features'))).toEqual([])
  })

  test('goes on as if it had never stopped, from a file that was moved', async () => {
    const moved = join(root, 'moved.onnx')
    copyFileSync(features, moved)
    const whole = await run('pix2pix', 'whole', looking)
    await run('pix2pix', 'halves', looking, { steps: 3 })
    const rest = await run('pix2pix', 'halves', { features: moved }, { resume: true })
    expect(whole.losses.slice(3)).toEqual(rest.losses)
    for (const [name, { data }] of whole.checkpoint.tensors)
      expect(rest.checkpoint.tensors.get(name)!.data, name).toEqual(data)
  })

  test('refuses to go on with another network', async () => {
    const other = randomFeaturesFile(1)
    await run('pix2pix', 'other', looking, { steps: 1 })
    await expect(run('pix2pix', 'other', { features: other }, { resume: true })).rejects.toThrow(
      `${other} is another network than the ${features} that this run began with`,
    )
  })

  test('asks for a category that the classifier has', async () => {
    const options = { features, category: 5, categoryWeight: 1 }
    await expect(run('pix2pix', 'category', options)).rejects.toThrow('--category 5 is none of the 5')
    const { losses } = await run('pix2pix', 'category', { ...options, category: 4 }, { steps: 2 })
    expect(losses[0]!.category).toBeGreaterThan(0)
  })

  test('refuses what is not pictures of three channels', async () => {
    const options = { ...looking, pairing: 'gray' }
    await expect(run('pix2pix', 'gray', options)).rejects.toThrow('what is made has 2 channels')
  })
})

test('cyclegan brings features back, and takes on the style of pictures', async () => {
  const style = { style: join(root, 'pictures'), styleWeight: 1 }
  const { losses } = await run('cyclegan', 'styled', { ...looking, ...style }, { steps: 3 })
  for (const each of losses) {
    expect(each.aCyclePerceptual).toBeGreaterThan(0)
    expect(each.bCyclePerceptual).toBeGreaterThan(0)
    expect(each.aToBStyle).toBeGreaterThan(0)
    expect(each).not.toHaveProperty('bToAStyle')
  }
})

const judged = { features, featureCritic: 1, criticLayers: 'near,far' }

test.each(['pix2pix', 'dcgan'] as const)(
  '%s is judged by a critic of features beside the other one',
  async (name) => {
    const { losses, checkpoint } = await run(name, `judged ${name}`, judged, { steps: 4 })
    const heads = [...checkpoint.tensors.keys()].filter((tensor) => tensor.startsWith('featureCritic/'))
    expect(heads.some((tensor) => tensor.startsWith('featureCritic/head1/'))).toBe(true)
    // The random mixing is none of its weights.
    expect(heads.every((tensor) => tensor.startsWith('featureCritic/head'))).toBe(true)
    for (const each of losses)
      expect(each).toMatchObject({ critic: expect.any(Number), featureCritic: expect.any(Number) })
  },
)
