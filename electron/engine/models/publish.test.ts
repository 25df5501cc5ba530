import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decode, encode } from '../../graph/onnx/protobuf.ts'
import { writePictures } from '../../train/testing/pictures.fixture.ts'
import { shortRun } from '../../train/testing/shortRuns.fixture.ts'
import { compareModels, type ModelPair } from '../comparison/compareModels.ts'
import { publishRun } from './publish.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ganvas-publish-'))
  await writePictures(root)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const input = (run: string) => ({
  run: join(root, run),
  id: 'mine',
  title: { en: 'Mine', 'zh-CN': 'Mine' },
  licence: { weights: 'MIT', data: 'none' },
  notes: '',
  which: 'latest' as const,
  overwrite: true,
})

test.each(['pix2pix', 'cyclegan'])(
  'what is published of %s computes what the trained network does, or nothing is',
  async (name) => {
    await shortRun(name, root)
    const told: [number, number][] = []
    const { comparison } = await publishRun(
      input(`run-${name}`),
      join(root, 'models'),
      {},
      { progress: (step, total) => told.push([step, total]) },
      (pair) => compareModels(pair),
    )
    expect(comparison.outcome).toBe('same')
    const files = name === 'cyclegan' ? 2 : 1
    expect(told.map(([step]) => step)).toEqual(Array.from({ length: files + 1 }, (_, k) => k + 1))
    expect(told.at(-1)![1]).toBe(files + 2)
    // Half precision rounds.
    expect(comparison.difference).toBeGreaterThan(0)

    const wrong = publishRun(input(`run-${name}`), join(root, 'none'), {}, {}, (pair) =>
      compareModels(spoiled(pair)),
    )
    await expect(wrong).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/does not give what generator\.onnx gives: .*"output" is off by \d+/),
    })
    await expect(readdir(join(root, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
  },
)

/** With another function at the end. */
function spoiled({ rewritten, ...pair }: ModelPair): ModelPair {
  const { nodes, ...file } = decode(rewritten.model as Uint8Array)!
  const others = nodes.map((node) =>
    node.operator === 'Tanh' ? { ...node, operator: 'Sigmoid', foreign: null } : node,
  )
  return { ...pair, rewritten: { ...rewritten, model: encode({ ...file, nodes: others }) } }
}
