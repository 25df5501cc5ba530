import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runGanvas } from './runGanvas.fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-blend-'))
  const write = (name: string, width: number, height: number, color: string) =>
    sharp({ create: { width, height, channels: 3, background: color } })
      .png()
      .toFile(join(folder, name))
  await write('photo.png', 90, 60, '#305070')
  await write('object.png', 90, 60, '#c0a080')
  await write('small.png', 20, 10, '#c0a080')
  await write('white.png', 20, 10, '#ffffff')
  await write('one-source.png', 20, 10, '#c0a080')
  await write('one-background.png', 20, 10, '#305070')
  await write('two-source.png', 20, 10, '#c0a080')
  await write('two-background.png', 50, 50, '#305070')
  for (const name of ['lone-source.png', 'double-source.png', 'double-source.tif', 'double-background.png'])
    await writeFile(join(folder, name), '')
  await writeFile(
    join(folder, 'list.csv'),
    [
      'small.png;photo.png;white.png',
      'none.png;photo.png;',
      '',
      'small.png;;white.png',
      'small.png;photo.png;white.png;1;2;big',
      'small.png;photo.png;white.png;40;30;0.5',
    ].join('\n'),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ganvas = (...args: string[]) => runGanvas(join(folder, 'data'), ['blend', ...args])

const at = (name: string) => join(folder, name)

const OBJECT = [0xc0, 0xa0, 0x80]
const PHOTO = [0x30, 0x50, 0x70]

async function pixelsOf(path: string) {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return (x: number, y: number) => [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)]
}

test('blends a file into another and says what it wrote, as JSON', async () => {
  const { code, stdout, stderr } = await ganvas(
    ...['--source', at('small.png'), '--background', at('photo.png'), '--mask', at('white.png')],
    ...['--at', '30,20', '--method', 'paste', '--out', at('out.png'), '--json'],
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ out: at('out.png'), width: 90, height: 60 })
  const { data } = await sharp(at('out.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const pixel = (x: number, y: number) => [...data.subarray(3 * (y * 90 + x), 3 * (y * 90 + x) + 3)]
  expect(pixel(30, 20)).toEqual([0xc0, 0xa0, 0x80])
  expect(pixel(29, 20)).toEqual([0x30, 0x50, 0x70])
  expect(pixel(49, 29)).toEqual([0xc0, 0xa0, 0x80])
})

test('the object may hang over the edge, turned and mirrored', async () => {
  const { code } = await ganvas(
    ...['--source', at('small.png'), '--background', at('photo.png'), '--out', at('edge.png')],
    ...['--at', '-10,-5', '--rotate', '-180', '--method', 'paste'],
  )
  expect(code).toBe(0)
  const { data } = await sharp(at('edge.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([0xc0, 0xa0, 0x80])
  expect([...data.subarray(3 * 10, 3 * 11)]).toEqual([0x30, 0x50, 0x70])
})

test('pictures of equal size need no place; a file that is there is kept unless told otherwise', async () => {
  const args = ['--source', at('object.png'), '--background', at('photo.png'), '--out', at('kept.png')]
  expect((await ganvas(...args)).code).toBe(0)
  const refused = await ganvas(...args)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('kept.png')
  expect((await ganvas(...args, '--overwrite')).code).toBe(0)
})

test('wrong arguments exit with 2 and name what is wrong', async () => {
  const fails = async (part: string, ...args: string[]) => {
    const { code, stderr } = await ganvas(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(part)])
  }
  const files = ['--source', at('small.png'), '--background', at('photo.png')]
  await fails('--out', ...files)
  await fails('--at', ...files, '--out', at('x.png'))
  await fails('--method "magic"', ...files, '--out', at('x.png'), '--method', 'magic')
  await fails('--beta "0"', ...files, '--out', at('x.png'), '--beta', '0')
  await fails('--at "7"', ...files, '--out', at('x.png'), '--at', '7')
  await fails('.png', ...files, '--out', at('x.doc'), '--at', '0,0')
  await fails('--nonsense', '--nonsense')
})

const paste = ['--method', 'paste']

test('a CSV runs as a batch: each line may have a place, and a bad one does not stop the others', async () => {
  const { code, stdout, stderr } = await ganvas(
    ...['--batch', at('list.csv'), '--out', at('results'), '--at', '3,4', ...paste, '--json'],
  )
  expect(code).toBe(1)
  const result = JSON.parse(stdout)
  expect(result.done).toEqual(['0001-small.png', '0005-small.png'].map((name) => join(at('results'), name)))
  expect(result.failed.map(({ name }: { name: string }) => name)).toEqual([
    '0002-none',
    '0003-small',
    '0004-small',
  ])
  for (const part of ['none.png', 'line 4', 'the scale "big", which is not a number'])
    expect(stderr).toContain(part)
  expect((await readdir(at('results'))).sort()).toEqual(['0001-small.png', '0005-small.png'])
  const first = await pixelsOf(join(at('results'), '0001-small.png'))
  expect([first(3, 4), first(2, 4)]).toEqual([OBJECT, PHOTO])
  const placed = await pixelsOf(join(at('results'), '0005-small.png'))
  expect([placed(40, 30), placed(49, 34), placed(50, 34), placed(3, 4)]).toEqual([
    OBJECT,
    OBJECT,
    PHOTO,
    PHOTO,
  ])
})

test('a heading may name the columns in another order, and no strange one', async () => {
  await writeFile(at('order.csv'), 'Background;Source;rotate;x;y\nphoto.png;small.png;90;30;20\n')
  expect((await ganvas('--batch', at('order.csv'), '--out', at('order'), ...paste)).code).toBe(0)
  const turned = await pixelsOf(join(at('order'), '0001-small.png'))
  // 20 x 10 turned about its middle, (40, 25).
  expect([turned(40, 16), turned(40, 33), turned(31, 25)]).toEqual([OBJECT, OBJECT, PHOTO])
  await writeFile(at('strange.csv'), 'source;background;colour\nsmall.png;photo.png;red\n')
  const refused = await ganvas('--batch', at('strange.csv'), '--out', at('strange'))
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('a column "colour"')])
})

test('a folder runs as a batch by the names of its files, and what lacks one is told at the end', async () => {
  const { code, stdout, stderr } = await ganvas('--batch', folder, '--out', at('more'))
  expect(code).toBe(1)
  expect(stdout).toMatch(/^1 blended, 3 failed/)
  expect(await readdir(at('more'))).toEqual(['one.png'])
  expect(stderr).toContain('"lone" has no background')
  expect(stderr).toContain('two files for "double-source"')
})

test('masks of 0 and 1, nearly empty ones, and none at all are told', async () => {
  const grey = (name: string, values: Uint8Array) =>
    sharp(values, { raw: { width: 20, height: 10, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toFile(at(name))
  await grey('ones.png', new Uint8Array(200).fill(1))
  await grey(
    'empty.png',
    Uint8Array.from({ length: 200 }, (_, i) => (i === 0 ? 30 : 0)),
  )
  const place = ['--source', at('small.png'), '--background', at('photo.png'), '--at', '30,20', ...paste]
  const run = async (name: string, ...mask: string[]) => {
    const { code, stderr, stdout } = await ganvas(...place, ...mask, '--out', at(name), '--json')
    expect(code).toBe(0)
    expect(stderr.trim()).toBe(JSON.parse(stdout).remarks.join('\n'))
    return stderr
  }
  expect(await run('r1.png', '--mask', at('ones.png'))).toContain('1 was taken as white')
  const ones = await pixelsOf(at('r1.png'))
  expect([ones(30, 20), ones(49, 29), ones(50, 29)]).toEqual([OBJECT, OBJECT, PHOTO])
  expect(await run('r2.png', '--mask', at('empty.png'))).toContain('nearly empty: it shows 0.059 %')
  expect(await run('r3.png')).toContain('its whole rectangle was blended')
})

test("the photo's transparency is kept", async () => {
  await sharp({ create: { width: 90, height: 60, channels: 4, background: '#30507000' } })
    .png()
    .toFile(at('clear.png'))
  const args = ['--source', at('small.png'), '--background', at('clear.png'), '--mask', at('white.png')]
  expect((await ganvas(...args, '--at', '30,20', ...paste, '--out', at('kept-alpha.png'))).code).toBe(0)
  const { data } = await sharp(at('kept-alpha.png')).raw().toBuffer({ resolveWithObject: true })
  const alpha = (x: number, y: number) => data[4 * (90 * y + x) + 3]
  expect([alpha(0, 0), alpha(30, 20), alpha(49, 29), alpha(50, 29)]).toEqual([0, 255, 255, 0])
})

test('the harmoniser is the method to begin with, and an anchor asks for Gaussian-Poisson', async () => {
  const blended = async (name: string, ...options: string[]) => {
    const place = ['--source', at('small.png'), '--background', at('photo.png'), '--at', '30,20']
    expect((await ganvas(...place, ...options, '--out', at(name))).code).toBe(0)
    return sharp(at(name)).raw().toBuffer()
  }
  const standard = await blended('standard.png')
  expect(Buffer.compare(standard, await blended('harmony.png', '--method', 'harmonize'))).toBe(0)
  expect(Buffer.compare(standard, await blended('paste.png', '--method', 'paste'))).not.toBe(0)
  const gan = await blended('gan.png', '--anchor', 'gan')
  expect(Buffer.compare(gan, await blended('gp.png', '--method', 'gp'))).toBe(0)
  expect(Buffer.compare(gan, await blended('composite.png', '--anchor', 'composite'))).not.toBe(0)
})
