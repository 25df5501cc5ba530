import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { recipeNamed } from '../games/index.ts'
import { checkpointFile, decodeCheckpoint } from '../run/checkpoint.ts'
import { runFiles } from '../run/files.fixture.ts'
import { train } from '../run/train.ts'

/** What 20 steps from a seed have come to. */
export interface ShortRun {
  /** The losses of every step, by name. */
  losses: Record<string, number>[]
  /** Mean and root mean square of each tensor of the checkpoint. */
  tensors: Record<string, [number, number]>
  /** SHA-256 of all losses and tensors: equal where every bit is. */
  hash: string
}

/** Recipes at their smallest that still use their parts, by name where it is not said, over the data that `writePictures` makes. */
const runs: Record<string, { recipe?: string; data: string; options: Record<string, unknown> }> = {
  toy: { data: 'ring8', options: { hidden: 16, rate: 1e-3 } },
  dcgan: {
    data: 'pictures',
    options: { size: 16, base: 4, latent: 8, augmented: true, noise: 0.1, r1Weight: 0.5 },
  },
  pix2pix: {
    data: 'pictures',
    options: {
      pairing: 'edges',
      size: 32,
      base: 4,
      depth: 4,
      patch: 16,
      criticFrom: 0.3,
      average: 0.9,
    },
  },
  cyclegan: {
    data: 'kinds',
    options: { size: 16, blocks: 1, base: 4, patch: 16, pool: 3, average: 0.9 },
  },
  blend: { data: 'pictures', options: { base: 4, waist: 8, criticBase: 4, criticFrom: 0.5 } },
  font: { data: 'glyphs', options: { base: 2, embedding: 4, average: 0.9 } },
  harmonize: { data: 'pictures', options: { hidden: 8, examples: 8 } },
  discogan: { data: 'kinds', options: { size: 16, base: 2, average: 0.9 } },
  dualgan: { data: 'kinds', options: { size: 16, base: 2, patch: 16, depth: 3, criticSteps: 2 } },
  'pix2pix of a palette': {
    recipe: 'pix2pix',
    data: 'pictures',
    options: { pairing: 'flat', size: 32, base: 2, patch: 16, depth: 5, palette: 4, softness: 0.1 },
  },
}

export const shortRuns = Object.keys(runs)

/** @param root where `writePictures` has written; receives the run */
export async function shortRun(name: string, root: string): Promise<ShortRun> {
  const { recipe = name, data, options } = runs[name]!
  const out = join(root, `run-${name.replaceAll(' ', '-')}`)
  await mkdir(join(out, 'samples'), { recursive: true })
  const losses: Record<string, number>[] = []
  await train({
    recipe: recipeNamed(recipe),
    settings: { data: name === 'toy' ? data : join(root, data), steps: 20, batch: 4, seed: 11 },
    options,
    out,
    resume: false,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.kind === 'progress') losses.push(event.losses)
    },
    sampleEvery: 1000,
  })
  const file = join(out, checkpointFile)
  const { tensors } = decodeCheckpoint(await readFile(file), file)
  const hash = createHash('sha256').update(JSON.stringify(losses))
  const figures: ShortRun['tensors'] = {}
  for (const [tensor, { data }] of [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(tensor).update(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    const mean = data.reduce((sum, x) => sum + x, 0) / data.length
    const square = data.reduce((sum, x) => sum + x * x, 0) / data.length
    figures[tensor] = [rounded(mean), rounded(Math.sqrt(square))]
  }
  return {
    losses: losses.map((each) => Object.fromEntries(Object.entries(each).map(([k, v]) => [k, rounded(v)]))),
    tensors: figures,
    hash: hash.digest('hex'),
  }
}

const rounded = (x: number): number => Number(x.toPrecision(7))
