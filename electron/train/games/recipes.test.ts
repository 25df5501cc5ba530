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
import { randomFeaturesFile } from '../testing/randomFeatures.fixture.ts'
import { recipeNamed, recipes } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-recipes-'))
afterAll(() => rmSync(root, { recursive: true }))

beforeAll(() => writePictures(root))

const plain = { size: 32, base: 2, patch: 16, depth: 5 }

/** Recipe, data, options, shape of what its network makes, and figures that it measures. */
const cases: [string, string, Record<string, unknown>, number[], string[]?][] = [
  ['ali', 'pictures', { size: 16, base: 2, latent: 4 }, [1, 3, 16, 16], ['again', 'likeness']],
  ['began', 'pictures', { size: 16, base: 2, code: 4 }, [1, 3, 16, 16], ['k', 'M', 'likeness']],
  [
    'bigan',
    'pictures',
    { size: 16, base: 2, latent: 4, network: 'flat' },
    [1, 3, 16, 16],
    ['again', 'encoder'],
  ],
  [
    'style',
    'pictures',
    {
      size: 24,
      base: 2,
      blocks: 1,
      residual: true,
      upsampling: 'resize',
      average: 0.9,
      features: randomFeaturesFile(),
      layers: 'near,far',
      layerWeights: '0,1',
      style: join(root, 'pictures'),
    },
    [1, 3, 24, 24],
    ['perceptual', 'style', 'roughness', 'changed'],
  ],
  ['blend', 'pictures', { base: 4, waist: 8, criticBase: 4, criticFrom: 0.5 }, [1, 3, 64, 64]],
  [
    'cgan',
    'kinds',
    { size: 16, base: 2, latent: 4, augmented: true, r1Weight: 1 },
    [1, 3, 16, 16],
    ['askedClass', 'referee', 'likeness'],
  ],
  [
    'cgan',
    'kinds',
    {
      size: 16,
      base: 2,
      latent: 4,
      generator: 'gated',
      objective: 'hinge',
      spectral: true,
      augmented: true,
      recoloured: 'false',
      criticBase: 4,
      conditioning: 'projection',
      varied: true,
      features: randomFeaturesFile(),
      featureSize: 24,
      featureCritic: 1,
      criticLayers: 'near,far',
    },
    [1, 3, 16, 16],
    ['askedClass', 'featureCritic', 'featureGenerator'],
  ],
  [
    'cgan',
    'kinds',
    {
      size: 16,
      base: 2,
      latent: 4,
      encoderFrom: 0.5,
      encoderBase: 4,
      features: randomFeaturesFile(),
      layers: 'near,far',
      perceptualWeight: 1,
    },
    [1, 3, 16, 16],
    ['encoder', 'encoderLatent', 'encoderClass', 'againPerceptual', 'again'],
  ],
  ['cogan', 'kinds', { size: 16, base: 2, latent: 4 }, [1, 3, 16, 16], ['criticA', 'generatorB']],
  ['cogan', 'kinds', { size: 8, base: 2, latent: 4, shared: 'false', average: 0.9 }, [1, 3, 8, 8]],
  ['cyclegan', 'kinds', { size: 32, blocks: 1, base: 2, patch: 16, pool: 2, average: '0.9' }, [1, 3, 32, 32]],
  [
    'cyclegan',
    'kinds',
    { size: 16, blocks: 1, base: 2, patch: 1, identityWeight: 0, residual: 'true' },
    [1, 3, 16, 16],
  ],
  [
    'dcgan',
    'pictures',
    { size: 16, base: 2, latent: 4, augmented: true, noise: 0.1, r1Weight: 1 },
    [1, 3, 16, 16],
    ['finestDistance', 'coarsestDistance', 'likeness'],
  ],
  [
    'dcgan',
    'pictures',
    {
      size: 8,
      base: 2,
      objective: 'hinge',
      spectral: 'true',
      optimiser: 'sgd',
      schedule: 'cosine',
      clipNorm: '1',
    },
    [1, 3, 8, 8],
  ],
  ['dcgan', 'pictures', { size: 16, base: 2, kernels: 3, criticBase: 4 }, [1, 3, 16, 16], ['likeness']],
  ['discogan', 'kinds', { size: 16, base: 2 }, [1, 3, 16, 16], ['aCycle', 'cycleSeen']],
  ['dtn', 'sorts', { size: 16, base: 2, code: 4, readUntil: 0.4 }, [1, 3, 16, 16], ['constancy', 'identity']],
  ['dualgan', 'kinds', { size: 16, base: 2, patch: 16, depth: 3, criticSteps: 2 }, [1, 3, 16, 16]],
  ['ebgan', 'pictures', { size: 8, base: 2, code: 4 }, [1, 3, 8, 8], ['pullingAway']],
  ['font', 'glyphs', { base: 2, embedding: 4 }, [1, 1, 32, 32], ['overlap']],
  [
    'font',
    'glyphs',
    {
      base: 2,
      embedding: 4,
      adversarialWeight: 0.01,
      categoryWeight: 0.01,
      constancyWeight: 0.15,
      variationWeight: 0.01,
      criticBase: 2,
    },
    [1, 1, 32, 32],
    ['critic', 'criticStyle', 'generator', 'category', 'constancy', 'variation', 'overlap'],
  ],
  ['gancls', 'said', { size: 16, base: 2, latent: 4, embedding: 4 }, [1, 3, 16, 16], ['likeness']],
  [
    'gancls',
    'said',
    { size: 16, base: 2, latent: 4, embedding: 4, wrongWeight: 0, mixedWeight: 0, average: 0 },
    [1, 3, 16, 16],
  ],
  ['improved', 'kinds', { size: 16, base: 2, latent: 4 }, [1, 1], ['category', 'critic', 'rightSeen']],
  [
    'improved',
    'kinds',
    { size: 16, base: 2, latent: 4, network: 'flat', unlabelledWeight: 0, average: 0, noise: 0 },
    [1, 1],
  ],
  ['lapgan', 'pictures', { size: 32, base: 2, latent: 4, levels: 2 }, [1, 3, 8, 8], ['detail16', 'critic32']],
  ['mrgan', 'pictures', { size: 16, base: 2, latent: 4 }, [1, 3, 16, 16], ['distance', 'again']],
  [
    'mrgan',
    'pictures',
    { size: 16, base: 2, latent: 4, network: 'flat', twoSteps: true, average: 0.9 },
    [1, 3, 16, 16],
    ['diffusion'],
  ],
  [
    'pix2pix',
    'pairs',
    { size: 32, base: 2, patch: 16, depth: '4', optimiser: 'rmsprop', schedule: 'step' },
    [1, 3, 32, 32],
    ['l1Seen', 'psnrSeen', 'ssimSeen'],
  ],
  ['pix2pix', 'pairs', { ...plain, palette: 4, criticFrom: 0.5, average: 0.9 }, [1, 3, 32, 32], ['entropy']],
  ['pix2pix', 'pictures', { ...plain, pairing: 'strip', residual: 'true' }, [1, 3, 32, 32]],
  [
    'pix2pix',
    'pictures',
    { pairing: 'gray', size: 32, base: 2, patch: 16, depth: 4, dropout: 0, criticFrom: 0.5, average: 0.9 },
    [1, 2, 32, 32],
  ],
  ...['edges', 'flat', 'low-resolution', 'holes'].map((pairing): (typeof cases)[number] => [
    'pix2pix',
    'pictures',
    { pairing, size: 32, base: 2, patch: 16, depth: 4, criticBase: 4, criticFrom: 1 },
    [1, 3, 32, 32],
  ]),
  ['harmonize', 'pictures', { hidden: 8, examples: 8 }, [1, 18], ['cut', 'better', 'worse', 'untouched']],
  [
    'harmonize',
    'pictures',
    { hidden: 8, examples: 8, cutOut: 1, unchanged: 0.5 },
    [1, 18],
    ['cut', 'better', 'worse', 'untouched'],
  ],
  ['ppgn', 'kinds', { size: 16, base: 2, code: 4 }, [1, 3, 16, 16], ['asked']],
  ['stackgan', 'said', { size: 16, base: 2, latent: 4, embedding: 4 }, [1, 3, 8, 8], ['secondPrior']],
  ['toy', 'swissroll', { hidden: 4, objective: 'wasserstein-clip' }, [1, 2]],
]

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
