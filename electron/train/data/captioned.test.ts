import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { CaptionedSource } from './captioned.ts'
import { captionsIn, wordsIn } from './captions.ts'
import { isHeldOut } from './heldOut.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-captioned-'))
afterAll(() => rmSync(root, { recursive: true }))

/** A folder of plain pictures by name and colour, and of texts. */
async function folder(name: string, pictures: Record<string, string>, texts: Record<string, string> = {}) {
  mkdirSync(join(root, name), { recursive: true })
  for (const [file, background] of Object.entries(pictures))
    await sharp({ create: { width: 10, height: 8, channels: 3, background } })
      .png()
      .toFile(join(root, name, file))
  for (const [file, said] of Object.entries(texts)) writeFileSync(join(root, name, file), said)
  return join(root, name)
}

const open = (path: string) => CaptionedSource.open(path, { side: 8, seed: 2 })

test('words are parted as each language parts them, without numbers and signs', () => {
  expect([...wordsIn('A Red-tulip_03 p7, and a rose!')]).toEqual(['a', 'red', 'tulip', 'and', 'rose'])
  expect([...wordsIn('红色的郁金香 2')].join('')).toBe('红色的郁金香')
})

test('a text beside a picture says what it shows, and else its name does', async () => {
  const path = await folder(
    'both',
    { 'red-1.png': '#f00', 'IMG_2.png': '#00f' },
    { 'IMG_2.txt': 'a blue one\n' },
  )
  expect(await captionsIn(path)).toEqual([
    { name: 'IMG_2.png', words: new Set(['a', 'blue', 'one']) },
    { name: 'red-1.png', words: new Set(['red']) },
  ])
})

test('a batch has pictures with the shares of their words, and others of which something else is said', async () => {
  const names = Array.from({ length: 8 }, (_, k) => `${k < 4 ? 'white flower' : 'black'} picture ${k}.png`)
  const path = await folder(
    'batch',
    Object.fromEntries(names.map((name) => [name, name.startsWith('white') ? '#fff' : '#000'])),
  )
  const { source } = await open(path)
  // All are pictures, which tells none from another.
  expect(source.words).toEqual(['black', 'flower', 'white'])
  const { picture, text, other, otherText } = await source.batch(5, 40)
  const white = [0, 0.5, 0.5]
  const black = [1, 0, 0]
  for (let row = 0; row < 40; row++) {
    const said = [...text!.subarray(3 * row, 3 * row + 3)]
    expect([white, black]).toContainEqual(said)
    const [shown, not] = said[0] === 1 ? [-1, 1] : [1, -1]
    expect(picture!.subarray(192 * row, 192 * (row + 1)).every((value) => value === shown)).toBe(true)
    expect(other!.subarray(192 * row, 192 * (row + 1)).every((value) => value === not)).toBe(true)
    expect([...otherText!.subarray(3 * row, 3 * row + 3)]).toEqual(said[0] === 1 ? white : black)
  }
  expect(await source.batch(5, 40)).toEqual({ picture, text, other, otherText })
})

test('held-out pictures are of words that were seen, and of several texts', async () => {
  const all = Array.from({ length: 60 }, (_, k) => `${['old', 'new'][k % 2]} ${k}.png`)
  const odd = Array.from({ length: 60 }, (_, k) => `strange ${k}.png`).find(isHeldOut)!
  const path = await folder('held', Object.fromEntries([...all, odd].map((name) => [name, '#888'])))
  const { source, heldOut } = await open(path)
  expect(source.words).toEqual(['new', 'old'])
  expect(heldOut!.words).toEqual(source.words)
  const { text } = await heldOut!.batch(0, 50)
  for (let row = 0; row < 50; row++) expect(text![2 * row]! + text![2 * row + 1]!).toBe(1)
})

test('texts without their picture, pictures without a word and folders that say one thing are refused by name', async () => {
  const lost = await folder('lost', { 'red.png': '#f00' }, { 'gone.txt': 'a red one' })
  await expect(open(lost)).rejects.toThrow(
    /gone\.txt says something of a picture that is not there\. Put the picture beside it as gone\.png or gone\.jpg, or take the text away\./,
  )
  const mute = await folder('mute', { 'red.png': '#f00', '0001.png': '#f00' })
  await expect(open(mute)).rejects.toThrow(/Nothing is said of .*0001\.png: neither its name nor a text file/)
  const alike = await folder('alike', { 'IMG_1.png': '#f00', 'IMG_2.png': '#00f', 'IMG_4.png': '#0f0' })
  await expect(open(alike)).rejects.toThrow(/The same is said of every picture in .*alike/)
  await expect(open(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' })
})

test('a picture that cannot be used is listed, and another takes its place', async () => {
  const path = await folder('broken', { 'red.png': '#f00', 'blue.png': '#00f' })
  writeFileSync(join(path, 'green.png'), 'no picture')
  const { source } = await open(path)
  await source.batch(0, 20)
  expect(source.skipped.map(({ file }) => file)).toEqual([join(path, 'green.png')])
})
