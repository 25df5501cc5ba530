import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  compareOutlines,
  curveBox,
  openFont,
  smallDesign,
  writeTrueType,
} from '../engine/font/font.fixture.ts'
import {
  BOLDENING_LETTERS,
  BOLDENING_MODEL,
  boldeningLettersOf,
  boldeningManifestOf,
  boldeningNetwork,
  installModel,
  manifestOf,
  offsetNetwork,
} from '../engine/models/model.fixture.ts'
import { runGanvas } from './runGanvas.fixture.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-style-'))
const at = (...names: string[]) => join(folder, ...names)
const code = (character: string) => character.codePointAt(0)!
const make = (out: string, ...more: string[]) =>
  runGanvas(at('data'), [
    'font',
    '--source',
    at('small.ttf'),
    '--chars',
    at('text.txt'),
    '--out',
    at(out),
    '--family',
    'Other',
    ...more,
  ])
const opened = async (name: string) => openFont(new Uint8Array(await readFile(at(name))), name)

/** By which strokes of the bold style are thicker: a pixel of a field on both sides, in thousandths of the em. */
const GROWTH = (2 * 1125) / 128

beforeAll(async () => {
  await writeFile(at('small.ttf'), writeTrueType(smallDesign()))
  await writeFile(at('text.txt'), 'H一口')
  await mkdir(at('data', 'models'), { recursive: true })
  const network = boldeningNetwork()
  await installModel(at('data', 'models'), network, boldeningManifestOf(network), BOLDENING_MODEL)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('Han characters are redrawn in a style of a model, letters stay, and what the gate stops is told', async () => {
  const styled = await make('bold.ttf', '--model', BOLDENING_MODEL, '--style', 'bold', '--json')
  expect(styled.code, styled.stderr).toBe(0)
  expect(JSON.parse(styled.stdout)).toMatchObject({ glyphs: 3, flagged: [code('一'), code('口')] })
  expect(styled.stderr).toContain('2 of the 3 glyphs may not be what they should, such as 一 口.')
  const [made, source] = [await opened('bold.ttf'), await opened('small.ttf')]
  const boxes = (character: string) =>
    [made, source].map((font) => curveBox(font.drawn(code(character))!)!) as [
      NonNullable<ReturnType<typeof curveBox>>,
      NonNullable<ReturnType<typeof curveBox>>,
    ]
  for (const character of '一口') {
    const [bold, plain] = boxes(character)
    expect(Math.abs(bold.top - bold.bottom - (plain.top - plain.bottom) - GROWTH)).toBeLessThan(4)
  }
  expect(compareOutlines(made.drawn(code('H'))!, source.drawn(code('H'))!).meanDistance).toBeLessThan(1)
  expect(made.advance(made.glyphOf(code('口')))).toBe(1000)
})

test('a mixture lies between its styles, and the shape is that of the result', async () => {
  const heightOf = async (name: string) => {
    const { top, bottom } = curveBox((await opened(name)).drawn(code('一'))!)!
    return top - bottom
  }
  const style = ['--model', BOLDENING_MODEL, '--style']
  expect(await make('plain.ttf', ...style, 'plain', '--json')).toMatchObject({ code: 0 })
  expect(await make('mixed.ttf', ...style, 'plain=1,bold=1')).toMatchObject({ code: 0 })
  expect(await make('heavy.ttf', ...style, 'plain', '--weight', '40')).toMatchObject({ code: 0 })
  const plain = await heightOf('plain.ttf')
  expect(Math.abs((await heightOf('mixed.ttf')) - plain - GROWTH / 2)).toBeLessThan(4)
  expect(Math.abs((await heightOf('heavy.ttf')) - plain - 40)).toBeLessThan(4)
})

test('letters are redrawn by a model of theirs beside that of Han characters; two of one kind are refused', async () => {
  const network = boldeningNetwork()
  await installModel(at('data', 'models'), network, boldeningLettersOf(network), BOLDENING_LETTERS)
  const han = ['--model', BOLDENING_MODEL, '--style', 'plain']
  const letters = ['--model', BOLDENING_LETTERS, '--style', 'bold']
  expect(await make('both.ttf', ...letters, ...han)).toMatchObject({ code: 0 })
  const [made, source] = [await opened('both.ttf'), await opened('small.ttf')]
  const grown = (character: string) => {
    const [box, before] = [made, source].map((font) => curveBox(font.drawn(code(character))!)!)
    return box!.top - box!.bottom - (before!.top - before!.bottom)
  }
  expect(Math.abs(grown('H') - (2 * 1500) / 128)).toBeLessThan(4)
  expect(Math.abs(grown('一'))).toBeLessThan(4)
  expect(await make('x.ttf', ...han, ...han)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('both draw the same characters'),
  })
  expect(await make('x.ttf', ...han, '--style', 'bold')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`the model "${BOLDENING_MODEL}" has a style already`),
  })
  expect(await make('x.ttf', ...letters, '--model', BOLDENING_MODEL)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--style is missing'),
  })
})

test('a model that draws no fonts, a style that is not there and half of the choice are refused', async () => {
  const offset = offsetNetwork(0)
  await installModel(
    at('data', 'models'),
    offset,
    { ...manifestOf(offset), id: 'blend-other' },
    'blend-other',
  )
  expect(await make('x.ttf', '--model', 'blend-other', '--style', 'bold')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/"blend-other" draws no fonts\. Choose one that does: .*font-bolder/),
  })
  expect(await make('x.ttf', '--model', BOLDENING_MODEL, '--style', 'thin')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has no style "thin". It has plain, bold.'),
  })
  expect(await make('x.ttf', '--style', 'bold')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--model is missing'),
  })
  expect(await make('x.ttf', '--model', BOLDENING_MODEL, '--style', 'bold=-1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not of the form NAME'),
  })
})
