import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bar,
  compareOutlines,
  curveBox,
  openFont,
  smallDesign,
  tablesOf,
  viewOf,
  writeTrueType,
} from '../engine/font/font.fixture.ts'
import { builtFile } from '../engine/paths.ts'
import { fillDisk, isRoot, mountDisk, unmountDisk } from '../engine/smallDisk.fixture.ts'
import { runGanvas } from './runGanvas.fixture.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-font-'))
const at = (...names: string[]) => join(folder, ...names)
const ganvas = (...args: string[]) => runGanvas(at('data'), ['font', ...args])
const make = (out: string, ...more: string[]) =>
  ganvas('--source', at('small.ttf'), '--chars', at('text.txt'), '--out', at(out), ...more)
const opened = async (name: string) => openFont(new Uint8Array(await readFile(at(name))), name)
const code = (character: string) => character.codePointAt(0)!

beforeAll(async () => {
  const open = smallDesign()
  await writeFile(at('small.ttf'), writeTrueType(open))
  const names = { ...open.names, license: 'SIL Open Font License, Version 1.1' }
  await writeFile(at('open.ttf'), writeTrueType({ ...open, names }))
  const restricted = writeTrueType(open)
  viewOf(restricted).setUint16(tablesOf(restricted, 0, 'a').get('OS/2')!.offset + 8, 2)
  await writeFile(at('restricted.ttf'), restricted)
  await writeFile(at('text.txt'), 'AHoxV 一口あ。龍\n')
  // More glyphs than are drawn before anybody can cancel.
  const glyphs = Array.from({ length: 20_000 }, (_, k) => ({
    character: 0x4e00 + k,
    outline: [bar(100, 0, 900, 100), bar(100, 300, 900, 400), bar(100, 600, 900, 700)],
    advance: 1000,
  }))
  await writeFile(at('large.ttf'), writeTrueType(smallDesign({ glyphs, kerning: [] })))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a font is made of the characters of a text, in every format, and says what it lacks', async () => {
  const { code: exit, stdout, stderr } = await make('made.ttf', '--json')
  expect(exit, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    path: at('made.ttf'),
    glyphs: 10,
    missing: [code('龍')],
    kerns: 2,
  })
  expect(stderr).toBe('small.ttf lacks 1 of the 11 characters, such as 龍. They are left out.\n')
  const [made, source] = [await opened('made.ttf'), await opened('small.ttf')]
  for (const character of 'AHo一口あ。') {
    const [truth, drawn] = [source.drawn(code(character))!, made.drawn(code(character))!]
    expect(compareOutlines(truth, drawn).meanDistance, character).toBeLessThan(1)
    expect(made.advance(made.glyphOf(code(character)))).toBe(source.advance(source.glyphOf(code(character))))
  }
  for (const out of ['made.otf', 'made.woff2']) {
    expect(await make(out)).toMatchObject({ code: 0 })
    expect((await opened(out)).characters).toEqual(made.characters)
  }
  expect(await make('made.ufo', '--family', 'Other')).toMatchObject({ code: 0 })
  expect(await readdir(at('made.ufo'))).toEqual(
    expect.arrayContaining(['metainfo.plist', 'glyphs', 'features.fea']),
  )
  expect(await make('made.ufo')).toMatchObject({ code: 1, stderr: expect.stringContaining('already there') })
  expect(await make('made.ufo', '--overwrite')).toMatchObject({ code: 0 })
  expect(await readFile(at('made.ufo', 'fontinfo.plist'), 'utf8')).toContain('<string>made</string>')
})

test('a UFO that was written is a source again, as a folder and packed, and templates are written for it', async () => {
  const from = ['--chars', at('text.txt')]
  expect(await make('again.ufo')).toMatchObject({ code: 0 })
  const files = await readdir(at('again.ufo'), { recursive: true })
  const entries = files.filter((file) => /\.(plist|glif)$/.test(file))
  const contents = await Promise.all(entries.map((file) => readFile(at('again.ufo', file))))
  await writeFile(
    at('again.ufoz'),
    zipSync(Object.fromEntries(entries.map((file, k) => [`font.ufo/${file}`, contents[k]!]))),
  )
  for (const [source, out] of [
    ['again.ufo', 'of-folder.otf'],
    ['again.ufoz', 'of-zip.otf'],
  ] as const) {
    const made = await ganvas('--source', at(source), ...from, '--out', at(out), '--json')
    expect(made.code, made.stderr).toBe(0)
    expect(JSON.parse(made.stdout)).toMatchObject({ glyphs: 10, kerns: 2 })
  }
  const [once, twice] = [await opened('small.ttf'), await opened('of-folder.otf')]
  for (const character of 'AHo口あ')
    expect(
      compareOutlines(once.drawn(code(character))!, twice.drawn(code(character))!).meanDistance,
    ).toBeLessThan(1)
  const template = ['--template', '--source', at('small.ttf'), ...from]
  const written = await ganvas(...template, '--out', at('sheet.pdf'), '--json')
  expect([written.code, written.stderr]).toEqual([0, ''])
  expect(JSON.parse(written.stdout)).toMatchObject({ pages: 1, path: at('sheet.pdf') })
  expect((await readFile(at('sheet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await ganvas(...template, '--out', at('sheet.png'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('a name that ends in .pdf'),
  })
})

test('strokes grow, stems lean, letters widen and corners are rounded as is asked for', async () => {
  await make(
    'shaped.otf',
    '--weight',
    '40',
    '--width',
    '1.1',
    '--slant',
    '-10',
    '--roundness',
    '30',
    '--overwrite',
  )
  const [shaped, source] = [await opened('shaped.otf'), await opened('small.ttf')]
  const thickness = (outline: ReturnType<typeof curveBox>) => outline!.top - outline!.bottom
  expect(thickness(curveBox(shaped.drawn(code('一'))!))).toBe(
    thickness(curveBox(source.drawn(code('一'))!)) + 40,
  )
  expect(shaped.advance(shaped.glyphOf(code('H')))).toBe(755)
  // Each corner an arc, of one curve or of a few.
  const curves = shaped.drawn(code('一'))![0]!.segments.filter(({ kind }) => kind === 'cubic')
  expect(curves.length).toBeGreaterThanOrEqual(4)
  expect(curves.length).toBeLessThanOrEqual(12)
  const names = Object.fromEntries(shaped.names.map(({ id, value }) => [id, value]))
  expect([names[1], names[2]]).toEqual(['shaped', 'Italic'])
})

test('an open licence goes along, the copyright is kept, and the name must be another one', async () => {
  const from = ['--source', at('open.ttf'), '--chars', at('text.txt'), '--holder', 'A Designer']
  const taken = await ganvas(...from, '--out', at('b.ttf'), '--family', 'Small Test Two')
  expect(taken).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds "Small Test", which the licence'),
  })
  const made = await ganvas(
    ...from,
    '--out',
    at('b.ttf'),
    '--family',
    'Tiny',
    '--family-zh-hans',
    '微样',
    '--json',
  )
  expect(made.stderr).toContain(
    'open.ttf is under the SIL Open Font License. The new font stays under it, as "Tiny"',
  )
  const year = new Date().getFullYear()
  expect(JSON.parse(made.stdout)).toMatchObject({
    copyright: `Copyright 2026 The Small Test Authors\nCopyright ${year} A Designer`,
    license: expect.stringContaining('SIL Open Font License, Version 1.1'),
  })
  expect((await opened('b.ttf')).names).toContainEqual({ id: 1, language: 0x804, value: '微样' })
})

test('a restricted embedding licence is told, and passed with leave alone', async () => {
  const from = ['--source', at('restricted.ttf'), '--chars', at('text.txt'), '--out', at('c.ttf')]
  expect(await ganvas(...from)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'restricted.ttf may not be changed or passed on without leave of its maker',
    ),
  })
  expect(await ganvas(...from, '--permitted')).toMatchObject({ code: 0 })
})

test('cancelled, it ends soon and leaves nothing', async () => {
  await mkdir(at('cancelled'))
  const args = ['--source', at('large.ttf'), '--chars', 'gb2312', '--out', at('cancelled', 'a.ttf')]
  const child = spawn(process.execPath, [fileURLToPath(builtFile('cli.js')), 'font', ...args], {
    env: { ...process.env, GANVAS_DATA: at('cancelled data') },
  })
  const ended = once(child, 'close')
  // Its engine has made its folder: by then it draws, or is about to.
  await expect.poll(() => readdir(at('cancelled data')).catch(() => [])).not.toEqual([])
  child.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  expect(await readdir(at('cancelled'))).toEqual([])
})

test.skipIf(!isRoot)('a disk that fills up is told, and nothing is left half written', async (context) => {
  const disk = at('disk')
  if (!mountDisk(disk, 'size=1m')) return context.skip()
  try {
    const filler = fillDisk(disk)
    for (const out of ['a.ttf', 'a.ufo']) {
      const { code: exit, stderr } = await make(join('disk', out))
      expect([exit, stderr]).toEqual([1, expect.stringMatching(/could not be (written|made)|full/)])
      expect(await readdir(disk)).toEqual([filler.slice(disk.length + 1)])
    }
  } finally {
    unmountDisk(disk)
  }
})

test.each<[RegExp, number, string[]]>([
  [/--source is missing/, 2, ['--chars', 'ascii', '--out', 'a.ttf']],
  [/--chars is missing/, 2, ['--source', 'a', '--out', 'a.ttf']],
  [
    /must end in one of \.ttf, \.otf, \.woff2, \.ufo/,
    2,
    ['--source', 'a', '--chars', 'ascii', '--out', 'a.png'],
  ],
  [/neither a text file nor one of ascii/, 2, ['--source', 'a', '--chars', 'klingon', '--out', 'a.ttf']],
  [/--weight "900"/, 2, ['--source', 'a', '--chars', 'ascii', '--out', 'a.ttf', '--weight', '900']],
  [/not of the form wght=700/, 2, ['--source', 'a', '--chars', 'ascii', '--out', 'a.ttf', '--axis', 'x']],
  [/no file .*none\.ttf/, 1, ['--source', at('none.ttf'), '--chars', 'ascii', '--out', at('x.ttf')]],
  [/is no font/, 1, ['--source', at('text.txt'), '--chars', 'ascii', '--out', at('x.ttf')]],
  [
    /no variable font/,
    1,
    ['--source', at('small.ttf'), '--axis', 'wght=700', '--chars', 'ascii', '--out', at('x.ttf')],
  ],
  [
    /1 fonts, numbered from 0/,
    1,
    ['--source', at('small.ttf'), '--face', '3', '--chars', 'ascii', '--out', at('x.ttf')],
  ],
  [/no glyph to write/, 1, ['--source', at('small.ttf'), '--chars', 'ks-hangul', '--out', at('x.ttf')]],
  [
    /needs letters or digits of ASCII/,
    1,
    ['--source', at('small.ttf'), '--chars', 'ascii', '--family', '字', '--out', at('x.ttf')],
  ],
  [/already there/, 1, ['--source', at('small.ttf'), '--chars', 'ascii', '--out', at('small.ttf')]],
])('%s', async (message, exit, args) => {
  const { code: ended, stderr } = await ganvas(...args)
  expect([ended, stderr]).toEqual([exit, expect.stringMatching(message)])
})
