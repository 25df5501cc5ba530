import { describe, expect, test } from 'vitest'
import { TextSettings } from '../../../contract/tools/textSettings.ts'
import { openFont } from '../file/fontFile.ts'
import { controlBox, type Outline } from '../outline/outline.ts'
import { outlineOf } from '../outline/path.ts'
import { bar, smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { faceOf } from './faces.ts'
import { layText } from './layText.ts'

/** Square ink of its own width for every character, so that places can be read off the outline. */
const glyphs = (text: string, advance: number) =>
  [...text].map((character) => ({
    character: character.codePointAt(0)!,
    outline: [bar(0, 0, advance - 100, 700)],
    advance,
  }))

async function fontOf(family: string, letters: string, squares: string) {
  const design = smallDesign({
    glyphs: [
      ...glyphs(letters, 500),
      ...glyphs(squares, 1000),
      { character: 0x20, outline: [], advance: 250 },
    ],
    kerning: [{ left: 0x41, right: 0x56, value: -100 }],
  })
  return faceOf(family, 'Regular', await openFont(writeTrueType(design), family))
}

const serif = await fontOf('Some Serif', 'AVabcdefגבא(),1', '永和九年。，「」')
const other = await fontOf('Other', 'xyz', '龍')

const settings = (changes: Partial<TextSettings>): TextSettings => ({
  ...TextSettings.parse({
    content: '',
    font: { family: 'Some Serif', style: 'Regular' },
    size: 100,
    leading: 1.5,
    tracking: 0,
    align: 'start',
    color: '#000000',
    vertical: false,
    box: null,
  }),
  ...changes,
})

const lay = (content: string, changes: Partial<TextSettings> = {}) =>
  layText(
    settings({ content, ...changes }),
    serif,
    async (each) => (/[xyz龍]/.test(each) ? other : null),
    'en',
  )

/** What each line says. */
const linesOf = async (content: string, changes: Partial<TextSettings>) =>
  (await lay(content, changes)).lines.map(({ from, to }) => content.slice(from, to))

/** The boxes of the ink of the characters that have some, left edge and baseline. */
const inked = (path: string): [number, number][] =>
  outlineOf(path).map((contour) => {
    const box = controlBox([contour] as Outline)!
    return [Math.round(box.left), Math.round(box.top)]
  })

const box = (width: number, height = 1000) => ({ box: { width, height } })

describe('point text', () => {
  test('stands on its baseline, kerned', async () => {
    const { outline, ink, lines } = await lay('AVA')
    expect(inked(outline)).toEqual([
      [0, 0],
      [40, 0],
      [90, 0],
    ])
    expect(ink).toEqual({ x: 0, y: -70, width: 130, height: 70 })
    expect(lines[0]!.cells.map(({ from, to, left, right }) => [from, to, left, right])).toEqual([
      [0, 1, 0, 40],
      [1, 2, 40, 90],
      [2, 3, 90, 140],
    ])
  })

  test('its lines are as far apart as the leading says, also empty ones', async () => {
    const { outline, lines } = await lay('a\n\nb')
    expect(inked(outline)).toEqual([
      [0, 0],
      [0, 300],
    ])
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, 2],
      [3, 4],
    ])
  })

  test.each([
    ['start', 0],
    ['center', -50],
    ['end', -100],
  ] as const)('%s: the line begins at %i', async (align, left) => {
    expect((await lay('ab', { align })).lines[0]!.left).toBe(left)
  })

  test('tracking is added after each character', async () => {
    expect(inked((await lay('abc', { tracking: 200 })).outline).map(([x]) => x)).toEqual([0, 70, 140])
  })
})

describe('a box', () => {
  test('lines break between words; spaces take no room at their ends', async () => {
    expect(await linesOf('ab cd ef', box(225))).toEqual(['ab cd ', 'ef'])
    expect(await linesOf('ab cd ef', box(224))).toEqual(['ab ', 'cd ', 'ef'])
  })

  test('a word that is too long breaks within', async () => {
    expect(await linesOf('abcdef', box(120))).toEqual(['ab', 'cd', 'ef'])
  })

  test('no stop begins a line of Chinese, and no bracket that opens ends one', async () => {
    expect(await linesOf('永和九年，永和', box(400))).toEqual(['永和九', '年，永和'])
    expect(await linesOf('永和九「年」', box(400))).toEqual(['永和九', '「年」'])
    expect(await linesOf('永和九年', box(200))).toEqual(['永和', '九年'])
  })

  test('lines are filled, but for the last one', async () => {
    const { lines } = await lay('a b c', { ...box(170), align: 'justify' })
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 5],
    ])
    expect(lines[0]!.cells[2]!.right).toBeCloseTo(170)
    expect(lines[1]!.cells[0]!.left).toBe(0)
  })
})

describe('directions', () => {
  test('Hebrew runs from the right, with its origin at its right end', async () => {
    const { lines } = await lay('אבג')
    expect(lines[0]!.backwards).toBe(true)
    expect(lines[0]!.cells.map(({ left, right, backwards }) => [left, right, backwards])).toEqual([
      [-50, 0, true],
      [-100, -50, true],
      [-150, -100, true],
    ])
  })

  test('a number within Hebrew runs from the left, a bracket is mirrored by the font alone', async () => {
    const { lines } = await lay('א1ב')
    expect(lines[0]!.cells.map(({ left }) => left)).toEqual([-50, -100, -150])
    const mixed = (await lay('ab אב cd')).lines[0]!
    expect(mixed.backwards).toBe(false)
    // a b space, then the second Hebrew letter before the first.
    expect(mixed.cells.map(({ left }) => left)).toEqual([0, 50, 100, 175, 125, 225, 250, 300])
  })
})

describe('vertical text', () => {
  test('columns go from the right to the left, characters stand square around the middle', async () => {
    const { outline, lines } = await lay('永\n和', { vertical: true })
    // 1000 wide around the middle; 700 high, its foot 880 below the top of the em.
    expect(inked(outline)).toEqual([
      [-50, 88],
      [-200, 88],
    ])
    expect(lines.map(({ top, bottom }) => [top, bottom])).toEqual([
      [0, 100],
      [0, 100],
    ])
  })

  test('letters are turned by a quarter', async () => {
    const { ink } = await lay('a', { vertical: true })
    // What stood on the baseline stands to the right of a line 0.38 em left of the middle.
    expect(ink).toEqual({ x: -38, y: 0, width: 70, height: 40 })
  })

  test('columns break at the height of the box, and begin at its right', async () => {
    const { lines } = await lay('永和九年', { vertical: true, box: { width: 400, height: 250 } })
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 4],
    ])
    expect(lines.map(({ left, right }) => (left + right) / 2)).toEqual([350, 200])
  })
})

test('other fonts stand in, and it is said for what; what none has is said too', async () => {
  const { fallbacks, missing, outline } = await lay('ax龍ψb')
  expect(fallbacks).toEqual([{ family: 'Other', style: 'Regular', characters: 'x龍' }])
  expect(missing).toBe('ψ')
  expect(outline).not.toBe('')
})
