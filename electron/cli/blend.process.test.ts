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
  await writeFile(
    join(folder, 'list.csv'),
    'source;background;mask\nsmall.png;photo.png;white.png\nnone.png;photo.png;\n',
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ganvas = (...args: string[]) => runGanvas(join(folder, 'data'), ['blend', ...args])

const at = (name: string) => join(folder, name)

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

test('a CSV runs as a batch, and what failed is told at the end', async () => {
  const { code, stdout, stderr } = await ganvas(
    '--batch',
    at('list.csv'),
    '--out',
    at('results'),
    '--at',
    '3,4',
    '--json',
  )
  expect(code).toBe(1)
  const result = JSON.parse(stdout)
  expect(result.done).toEqual([join(at('results'), '0001-small.png')])
  expect(result.failed).toEqual([{ name: '0002-none', message: expect.stringContaining('none.png') }])
  expect(stderr).toContain('none.png')
  expect(await readdir(at('results'))).toEqual(['0001-small.png'])
})

test('a folder runs as a batch by the names of its files', async () => {
  const { code, stdout } = await ganvas('--batch', folder, '--out', at('more'))
  expect(code).toBe(1)
  expect(stdout).toMatch(/^1 blended, 1 failed/)
  expect(await readdir(at('more'))).toEqual(['one.png'])
})

test('the bundled network gives the colours unless another anchor is asked for', async () => {
  const blended = async (name: string, ...anchor: string[]) => {
    const place = ['--source', at('small.png'), '--background', at('photo.png'), '--at', '30,20']
    expect(await ganvas(...place, ...anchor, '--out', at(name))).toMatchObject({ code: 0, stderr: '' })
    return sharp(at(name)).raw().toBuffer()
  }
  const standard = await blended('standard.png')
  expect(Buffer.compare(standard, await blended('gan.png', '--anchor', 'gan'))).toBe(0)
  expect(Buffer.compare(standard, await blended('composite.png', '--anchor', 'composite'))).not.toBe(0)
})
