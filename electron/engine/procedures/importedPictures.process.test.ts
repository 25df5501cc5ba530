import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultTranslateSettings } from '../../contract/document/index.ts'
import type { CallContext } from '../../contract/server.ts'
import { differenceFrom, drawnPicture, golden, planesOf } from '../../tools/import/golden.fixture.ts'
import { applicationFolder } from '../paths.ts'
import { onProcessor } from '../sessions/place.ts'
import { createImportHandlers } from './imports.ts'
import { createTranslateHandlers } from './translate.ts'

const context: CallContext = { signal: new AbortController().signal, emit() {} }

let own = ''
beforeAll(async () => {
  own = await mkdtemp(join(tmpdir(), 'ganvas-imported-'))
})
afterAll(() => rm(own, { recursive: true, force: true }))

/** Two steps of 255, of 2: bytes in, and bytes out. */
const CLOSE = 2 / 127.5

test.each([
  ['resnet9-eval-12', 128],
  ['resnet9-eval-20-dynamo', 128],
  ['unet256-eval-13', 256],
  ['unet256-train-17', 256],
] as const)('%s, imported without a correction, translates a picture as PyTorch does', async (name, side) => {
  const imports = createImportHandlers({
    place: onProcessor,
    assetsFolder: join(applicationFolder, 'assets'),
    folders: { bundled: join(own, 'none'), own: () => own },
  })
  const bytes = golden(`${name}.onnx`)
  const { session, proposal } = await imports['models.inspect'](
    { source: { name: `${name}.onnx`, bytes } },
    context,
  )
  const picture = drawnPicture(side)
  const isVaried = proposal.dropout === 'variations'
  // What is dropped is another choice than the script's: without it both give one picture.
  const settings = isVaried ? { ...proposal, dropout: 'off' as const } : proposal
  const { pixels: tried } = await imports['models.tryOut'](
    { session, settings: { ...settings, side }, picture, seed: 0 },
    context,
  )
  expect(differenceFrom(name, planesOf(tried), side)).toBeLessThan(CLOSE)

  const id = `theirs-${side}`
  await imports['models.import'](
    {
      session,
      settings,
      id,
      title: { en: name, 'zh-CN': name },
      licence: { weights: 'MIT', data: 'none' },
      overwrite: true,
    },
    context,
  )
  await imports['models.closeImport']({ session }, context)
  const translate = createTranslateHandlers({ modelsFolders: [own], place: onProcessor })['translate.run']
  const { pixels } = await translate({ model: id, picture, settings: defaultTranslateSettings }, context)
  expect([pixels.width, pixels.height]).toEqual([side, side])
  expect(differenceFrom(name, planesOf(pixels), side)).toBeLessThan(CLOSE)
})

test('a network that enlarges gives a picture as many times as large, mixed with the picture where that is asked', async () => {
  const imports = createImportHandlers({
    place: onProcessor,
    assetsFolder: join(applicationFolder, 'assets'),
    folders: { bundled: join(own, 'none'), own: () => own },
  })
  const source = { name: 'superres.onnx', bytes: golden('strangers/superres-x4.onnx') }
  const { session, proposal } = await imports['models.inspect']({ source }, context)
  const picture = drawnPicture(72)
  const settings = { ...proposal, side: 64 }
  const trial = await imports['models.tryOut']({ session, settings, picture, seed: 0 }, context)
  expect([trial.pixels.width, trial.comparison.outcome]).toEqual([256, 'same'])
  const facts = { title: { en: 'x', 'zh-CN': 'x' }, licence: { weights: 'MIT', data: 'none' } }
  await imports['models.import']({ session, settings, id: 'larger', ...facts, overwrite: true }, context)
  await imports['models.closeImport']({ session }, context)
  const translate = createTranslateHandlers({ modelsFolders: [own], place: onProcessor })['translate.run']
  const made = async (strength: number) => {
    // The engine takes the pixels over.
    const fresh = { ...picture, data: picture.data.slice() }
    const asked = { model: 'larger', picture: fresh, settings: { ...defaultTranslateSettings, strength } }
    return (await translate(asked, context)).pixels
  }
  const [full, half, none] = [await made(1), await made(0.5), await made(0)]
  expect([full.width, full.height]).toEqual([288, 288])
  const at = 3 * (288 * 100 + 150)
  expect(none.data[at]).toBeCloseTo(picture.data[3 * (72 * 25 + 37)]!, -1)
  expect(half.data[at]).toBeCloseTo((full.data[at]! + none.data[at]!) / 2, -0.3)
})
