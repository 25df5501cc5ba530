import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  compareOutlines,
  openFont,
  pathOf,
  photographed,
  scannedPage,
  templatePages,
  writeTrueType,
  written,
} from '../engine/font/font.fixture.ts'
import { hanDesign, learnableCharacters } from '../engine/font/han.fixture.ts'
import { installModel } from '../engine/models/model.fixture.ts'
import {
  TRAINABLE_GLYPHS,
  trainableGlyphManifest,
  trainableGlyphNetwork,
} from '../engine/models/trainableGlyphs.fixture.ts'
import { runGanvas } from './runGanvas.fixture.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-learn-'))
const at = (...names: string[]) => join(folder, ...names)
const font = (out: string, ...more: string[]) =>
  runGanvas(at('data'), [
    'font',
    '--source',
    at('light.ttf'),
    '--chars',
    at('text.txt'),
    '--family',
    'Other',
    '--out',
    at(out),
    ...more,
  ])
const learn = (out: string, references: string, ...more: string[]) =>
  font(out, '--model', TRAINABLE_GLYPHS, '--references', at(references), '--learning-steps', '9', ...more)

beforeAll(async () => {
  await writeFile(at('light.ttf'), writeTrueType(hanDesign(0)))
  await writeFile(at('heavy.ttf'), writeTrueType(hanDesign(14)))
  await writeFile(at('text.txt'), learnableCharacters)
  await mkdir(at('data', 'models'), { recursive: true })
  const network = trainableGlyphNetwork()
  await installModel(at('data', 'models'), network, trainableGlyphManifest(network), TRAINABLE_GLYPHS)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a style is learned of a second font, a font made in it, and kept for other fonts', async () => {
  const made = await learn(
    'learned.ttf',
    'heavy.ttf',
    '--references-count',
    '20',
    '--keep',
    'heavy-hand',
    '--json',
  )
  expect(made.code, made.stderr).toBe(0)
  const { learned } = JSON.parse(made.stdout)
  expect(learned).toMatchObject({ model: 'heavy-hand', style: 'heavy-hand', references: 20 })
  const character = '丰'.codePointAt(0)!
  const opened = async (name: string) => openFont(new Uint8Array(await readFile(at(name))), name)
  const [drawn, light, heavy] = [
    await opened('learned.ttf'),
    await opened('light.ttf'),
    await opened('heavy.ttf'),
  ]
  const near = (other: typeof drawn) => compareOutlines(drawn.drawn(character)!, other.drawn(character)!).iou
  expect(near(heavy)).toBeGreaterThan(near(light))
  expect(await readdir(at('data', 'models', 'heavy-hand'))).toContain('manifest.json')

  const again = await font('again.ttf', '--model', 'heavy-hand', '--style', 'heavy-hand=1,plain=1')
  expect(again.code, again.stderr).toBe(0)
  expect(await learn('other.ttf', 'heavy.ttf', '--keep', 'heavy-hand')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/There is a model "heavy-hand"/),
  })
})

test('pictures named by their characters are references', async () => {
  await mkdir(at('pictures'))
  const heavy = await openFont(writeTrueType(hanDesign(14)), 'heavy.ttf')
  for (const [k, each] of [...learnableCharacters].slice(0, 12).entries()) {
    const path = pathOf(heavy.drawn(each.codePointAt(0)!)!)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="-62.5 -942.5 1125 1125"><rect x="-63" y="-943" width="1126" height="1126" fill="white"/><path transform="scale(1 -1)" d="${path}"/></svg>`
    const name = k % 2 === 0 ? each : `U+${each.codePointAt(0)!.toString(16).toUpperCase()}`
    await sharp(Buffer.from(svg))
      .png()
      .toFile(at('pictures', `${name}.png`))
  }
  await writeFile(at('pictures', 'notes.txt'), 'no picture')
  const made = await learn('drawn.ttf', 'pictures', '--json')
  expect(made.code, made.stderr).toBe(0)
  expect(JSON.parse(made.stdout).learned).toMatchObject({ model: 'drawn', references: 12 })
})

test('a photo of a sheet that was written on becomes a style', async () => {
  await mkdir(at('sheets'))
  const [light, heavy] = await Promise.all(
    [0, 14].map((weight) => openFont(writeTrueType(hanDesign(weight)), 'a.ttf')),
  )
  const printed = [...learnableCharacters].slice(0, 14).map((each) => each.codePointAt(0)!)
  const [page = []] = templatePages(printed, light!)
  // The last two cells stay empty.
  const ink = printed.slice(0, 12).map((character, cell) => ({
    cell,
    outline: heavy!.drawn(character)!,
    advance: 1000,
  }))
  const photo = photographed(await scannedPage(written(page, ink)), { turn: 175, aslant: 0.1, dimmest: 0.6 })
  await sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 1 } })
    .jpeg({ quality: 90 })
    .toFile(at('sheets', 'page 1.jpg'))
  const made = await learn('handmade.ttf', 'sheets', '--json')
  expect(made.code, made.stderr).toBe(0)
  expect(JSON.parse(made.stdout).learned).toMatchObject({ model: 'handmade', references: 12 })
  const blank = String.fromCodePoint(printed[12]!, 0x20, printed[13]!)
  expect(made.stderr).toContain(
    `page 1.jpg has cells in which nothing is drawn, and which are left out: ${blank}`,
  )
  await writeFile(
    at('sheets', 'other.png'),
    await sharp({ create: { width: 300, height: 400, channels: 3, background: 'white' } })
      .png()
      .toBuffer(),
  )
  expect(await learn('x.ttf', 'sheets')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('other.png shows no printed template'),
  })
})

test('what cannot be learned from is refused, and no model is left', async () => {
  await mkdir(at('empty'))
  expect(await learn('x.ttf', 'empty')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds no picture that is named by a character'),
  })
  expect(await learn('x.ttf', 'heavy.ttf', '--references-count', '4')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('4 of 4 glyphs can be learned from, and a style takes 10 at least.'),
  })
  expect(await learn('x.ttf', 'heavy.ttf', '--style', 'plain')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--style and --references exclude each other'),
  })
  expect(await learn('x.ttf', 'none.ttf')).toMatchObject({ code: 1 })
  expect(await readdir(at('data', 'models'))).not.toContain('x')
})
