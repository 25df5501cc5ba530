import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { conv } from '../../nets/layers.ts'
import type { Network } from '../../nets/weights.ts'
import { recipeNamed } from '../games/index.ts'
import { runFiles } from './files.fixture.ts'
import { architectureOf, checkTrainable, type Foreign, readForeign } from './foreign.ts'
import { train } from './train.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-foreign-'))
afterAll(() => rmSync(root, { recursive: true }))

const side = 16

/** Pairs, and two kinds, of which the second is the first with its colours turned round. */
beforeAll(async () => {
  for (const [folder, turned] of [
    ['pairs/input', false],
    ['pairs/target', true],
    ['kinds/a', false],
    ['kinds/b', true],
  ] as const) {
    mkdirSync(join(root, folder), { recursive: true })
    for (let k = 0; k < 12; k++) {
      const data = Uint8Array.from({ length: 3 * side * side }, (_, at) => {
        const bright = 128 + 100 * Math.sin(at / (7 + k))
        return turned ? 255 - bright : bright
      })
      const raw = { width: side, height: side, channels: 3 as const }
      await sharp(data, { raw }).toFile(join(root, folder, `p${k}.png`))
    }
  }
})

/** One layer that begins near the identity, at any size where `end` allows. */
function networkOf(end: (x: ReturnType<typeof op.tanh>) => ReturnType<typeof op.tanh>): Foreign {
  const graph = newGraph()
  const x = graph.input('input', 'float32', [1, 3, side, side])
  const noise = graph.input('variation', 'float32', [1, 3, side / 4, side / 4])
  const weight = op.constant(x, [3, 3, 1, 1], [0.9, 0.05, 0.04, 0.03, 1.1, 0.02, 0.06, 0.01, 0.95])
  const varied = op.add(
    op.conv(x, weight, op.constant(x, [3], [0, 0, 0])),
    op.mul(op.reduceMean(noise), 0.01),
  )
  graph.output('output', end(varied))
  const tensor = {
    channels: ['red' as const, 'green' as const, 'blue' as const],
    range: [-1, 1] as [number, number],
    colorSpace: 'srgb' as const,
    size: { multiple: 4 },
  }
  return {
    model: writeOnnx(graph).model,
    translation: {
      kind: 'drawing',
      side,
      draws: 'picture',
      noise: [{ name: 'variation', channels: 3, stride: 4 }],
    },
    input: { ...tensor, name: 'input' },
    output: { ...tensor, name: 'output' },
  }
}

async function run(
  name: string,
  recipe: string,
  steps: number,
  more: { foreign?: Foreign; resume?: boolean },
) {
  const out = join(root, name)
  mkdirSync(join(out, 'samples'), { recursive: true })
  const losses: Record<string, number>[] = []
  await train({
    recipe: recipeNamed(recipe),
    settings: { data: join(root, recipe === 'cyclegan' ? 'kinds' : 'pairs'), steps, batch: 2, seed: 1 },
    options: {
      size: side,
      rate: 0.02,
      patch: 1,
      criticBase: 2,
      ...(recipe === 'cyclegan' ? { base: 2, blocks: 1 } : { criticFrom: 1 }),
    },
    out,
    resume: false,
    ...more,
    files: runFiles,
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: (event) => event.kind === 'progress' && losses.push(event.losses),
  })
  const session = await openOnProcessor()(
    new Uint8Array(await readFile(join(out, recipe === 'cyclegan' ? 'a-to-b.onnx' : 'generator.onnx'))),
  )
  const bright = { shape: [1, 3, side, side], data: new Float32Array(3 * side ** 2).fill(0.5) }
  const variation = { shape: [1, 3, 4, 4], data: new Float32Array(48) }
  const { output } = await session.run({ input: bright, 'noise/variation': variation })
  await session.release()
  return { out, losses, made: (output!.data as Float32Array)[0]! }
}

test('a network from elsewhere learns what the data has in place of what it did, is exported, and goes on', async () => {
  const { out, losses, made } = await run('pairs-run', 'pix2pix', 40, { foreign: networkOf((x) => x) })
  expect(losses.at(-1)!.l1!).toBeLessThan(0.5 * losses[0]!.l1!)
  // What was bright is dark now.
  expect(made).toBeLessThan(-0.2)
  expect((await readForeign(out, runFiles))?.translation).toMatchObject({ kind: 'drawing' })
  const further = await run('pairs-run', 'pix2pix', 50, { resume: true })
  expect(further.losses).toHaveLength(10)
  expect(further.losses.at(-1)!.l1!).toBeLessThan(0.5 * losses[0]!.l1!)
})

test('without pairs it leads from the first kind to the other, beside a way back that is new', async () => {
  const { losses, made } = await run('kinds-run', 'cyclegan', 2, { foreign: networkOf((x) => x) })
  expect(losses).toHaveLength(2)
  expect(made).toBeGreaterThan(0.3)
})

test('a network of another result, without weights or without a gradient is refused, and says why', () => {
  const picture = [3, side, side]
  const half = architectureOf(networkOf((x) => op.slice(x, [{ axis: 2, start: 0, end: 8 }])))
  expect(() => checkTrainable(half, picture, picture)).toThrow(
    'The network makes [3, 8, 16] of [3, 16, 16], and this training wants [3, 16, 16]',
  )
  expect(() => checkTrainable((x) => op.tanh(x), picture)).toThrow('no weights that could be trained')
  const jumping = (x: Value) => {
    const operator = { ...x.graph.operators.get('Sign')!, gradient: { refuses: 'a sign jumps' } }
    return x.graph.emit(operator, [x])[0]!
  }
  const layer: Network = (x, weights) => jumping(conv(x, weights, 3))
  expect(() => checkTrainable(layer, picture)).toThrow(/^The network cannot be trained: .*a sign jumps/)
})
