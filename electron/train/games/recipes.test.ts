import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { runFiles } from '../run/files.fixture.ts'
import { train } from '../run/train.ts'
import { writePictures } from '../testing/pictures.fixture.ts'
import { recipeNamed, recipes } from './index.ts'
import { casesIn, plain } from './recipes.fixture.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-recipes-'))
afterAll(() => rmSync(root, { recursive: true }))

beforeAll(() => writePictures(root))

const cases = casesIn(root)

/** The networks of recipes that have others than a generator; the first of them makes what is of the shape above. */
const networksOf: Record<string, string[]> = {
  ali: ['generator', 'encoder'],
  bigan: ['generator', 'encoder'],
  cyclegan: ['a-to-b', 'b-to-a'],
  discogan: ['a-to-b', 'b-to-a'],
  dtn: ['generator', 'reader'],
  dualgan: ['a-to-b', 'b-to-a'],
  improved: ['classifier'],
  lapgan: ['coarse', 'detail16', 'detail32'],
  mrgan: ['generator', 'encoder'],
  ppgn: ['generator', 'reader'],
  stackgan: ['first', 'second'],
}

test('the two folders of a recipe may lie anywhere, and options that do not fit the pairs are refused', async () => {
  const settings = { data: join(root, 'pictures'), steps: 2, batch: 2, seed: 0 }
  const open = async (name: string, options: Record<string, unknown>) => {
    const recipe = recipeNamed(name)
    return recipe.open(settings, recipe.options.parse(options))
  }
  const second = join(root, 'kinds', 'b')
  const pairs = await open('pix2pix', { ...plain, second })
  expect(Object.keys(await pairs.source.batch(0, 2))).toEqual(['input', 'target'])
  const kinds = await open('cyclegan', { size: 16, second })
  expect(Object.keys(await kinds.source.batch(0, 2))).toEqual(['a', 'b'])
  await expect(open('pix2pix', { ...plain, second, pairing: 'gray' })).rejects.toThrow(
    /The pairing "gray" is of one folder\. Leave --second .*b out/,
  )
  await expect(open('pix2pix', { ...plain, residual: true, pairing: 'gray' })).rejects.toThrow(
    /--residual needs as many channels .* "gray" makes 1 into 2/,
  )
  await expect(open('pix2pix', { ...plain, palette: 8, pairing: 'gray' })).rejects.toThrow(
    /--palette is for drawings and results of three channels; the pairing "gray" makes 1 into 2/,
  )
})

test('a batch that a term looks at whole is not taken in parts', async () => {
  const out = join(root, 'parts')
  const run = train({
    recipe: recipeNamed('ebgan'),
    settings: { data: join(root, 'pictures'), steps: 1, batch: 2, seed: 0 },
    options: { size: 8, base: 2, code: 4 },
    accumulate: 2,
    out,
    resume: false,
    files: { read: async () => null, write: async () => {} },
    open: openOnProcessor(),
    signal: new AbortController().signal,
    onEvent: () => {},
  })
  await expect(run).rejects.toThrow(
    'The pulling-away term looks at the whole batch, which cannot be taken in 2 passes. Choose a smaller batch, or a smaller network.',
  )
})

test('every recipe is tried', () => {
  expect(new Set(cases.map(([name]) => name))).toEqual(new Set(recipes.keys()))
})

for (const [index, [name, data, options, shape, figures = []]] of cases.entries())
  test(`${name} trains, shows what it has learned and gives a network that runs: ${JSON.stringify({ ...options, features: undefined })}`, async () => {
    const out = join(root, `out${index}`)
    mkdirSync(join(out, 'samples'), { recursive: true })
    const notices: string[] = []
    const result = await train({
      recipe: recipeNamed(name),
      settings: { data: name === 'toy' ? data : join(root, data), steps: 2, batch: 2, seed: 0 },
      options,
      out,
      resume: false,
      files: runFiles,
      open: openOnProcessor(),
      signal: new AbortController().signal,
      onEvent: (event) => event.kind === 'notice' && notices.push(inEnglish(event.text)),
    })
    expect(notices).toEqual([])
    expect(result.step).toBe(2)
    expect(Object.keys(result.losses).length).toBeGreaterThan(0)
    expect(Object.keys(result.losses)).toEqual(expect.arrayContaining(figures))
    expect(Object.values(result.losses).every(Number.isFinite)).toBe(true)
    expect((await sharp(join(out, 'samples/0000002.png')).metadata()).format).toBe('png')

    const networks = readdirSync(out).filter((file) => file.endsWith('.onnx'))
    const further = [
      ...('encoderFrom' in options ? ['encoder'] : []),
      ...('shared' in options ? ['generator-b'] : []),
    ]
    const wanted = networksOf[name] ?? ['generator', ...further]
    expect(networks).toEqual(wanted.map((file) => `${file}.onnx`).sort())
    for (const network of networks) {
      const session = await InferenceSession.create(join(out, network), { intraOpNumThreads: 1 })
      const inputs = session.inputMetadata as InferenceSession.TensorValueMetadata[]
      const { output } = await session.run(
        Object.fromEntries(
          inputs.map(({ name, shape }) => {
            const dims = shape.map(Number)
            return [name, new Tensor('float32', new Float32Array(sizeOf(dims)), dims)]
          }),
        ),
      )
      if (network === `${wanted[0]}.onnx`) expect(output!.dims).toEqual(shape)
      expect((output!.data as Float32Array).every(Number.isFinite)).toBe(true)
      await session.release()
    }
  })
