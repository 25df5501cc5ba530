import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { text } from '../../contract/text.ts'
import { isHeldOut, type Part } from './heldOut.ts'
import { type PictureOptions, PictureSource } from './pictures.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-pictures-'))
afterAll(() => rmSync(root, { recursive: true }))

const options: PictureOptions = { loadSize: null, cropSize: 8, flip: false, seed: 3 }

/** A picture whose colour tells its name and whose red and green tell the place. */
function picture(width: number, height: number, blue: number): Promise<Buffer> {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) data.set([at % width, Math.floor(at / width), blue], at * 3)
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

async function folder(name: string, files: Record<string, Buffer | string>): Promise<string> {
  const path = join(root, name)
  for (const [file, contents] of Object.entries(files)) {
    mkdirSync(join(path, file, '..'), { recursive: true })
    writeFileSync(join(path, file), contents)
  }
  mkdirSync(path, { recursive: true })
  return path
}

const levels = (data: Float32Array) => Array.from(data, (x) => Math.round((x + 1) * 127.5))

describe('batches', () => {
  test('show every picture once an epoch, in an order that follows from seed and epoch', async () => {
    const files = await Promise.all(
      [10, 20, 30, 40].map(async (blue) => [`${blue}.png`, await picture(8, 8, blue)]),
    )
    const path = await folder('four', Object.fromEntries(files))
    const source = await PictureSource.open({ x: path }, options)
    const blues = async (index: number) =>
      levels((await source.batch(index, 4)).x!).filter((_, at) => at % 192 === 128)
    const epochs = [await blues(0), await blues(1), await blues(2)]
    for (const epoch of epochs) expect(epoch.toSorted()).toEqual([10, 20, 30, 40])
    expect(new Set(epochs.map(String)).size).toBeGreaterThan(1)
    const again = await PictureSource.open({ x: path }, options)
    expect((await again.batch(2, 4)).x).toEqual((await source.batch(2, 4)).x)
  })

  test('are cut at random, channels by plane, and versions of a picture alike', async () => {
    const one = { 'a.png': await picture(20, 16, 1), 'b.png': await picture(20, 16, 1) }
    const [left, right] = [await folder('left', one), await folder('right', one)]
    const source = await PictureSource.open({ left, right }, { ...options, flip: true })
    const corners = new Set<string>()
    for (let index = 0; index < 12; index++) {
      const batch = await source.batch(index, 1)
      expect(batch.left).toEqual(batch.right)
      const [red, green] = [levels(batch.left!.subarray(0, 64)), levels(batch.left!.subarray(64, 128))]
      expect(Math.abs(red[1]! - red[0]!)).toBe(1)
      expect(green[8]! - green[0]!).toBe(1)
      corners.add(`${red[0]} ${green[0]}`)
    }
    expect(corners.size).toBeGreaterThan(6)
  })

  test('scale the short side and turn pictures upright', async () => {
    const turned = await sharp(await picture(40, 20, 9))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const path = await folder('scaled', { 'a.jpg': turned, 'b.png': await picture(20, 40, 9) })
    const source = await PictureSource.open({ x: path }, { ...options, loadSize: 10 })
    expect((await source.batch(0, 2)).x).toHaveLength(2 * 3 * 64)
    expect(source.skipped).toEqual([])
  })
})

describe('what cannot be used is listed and never fatal', () => {
  test('a broken file and a picture smaller than the crop', async () => {
    const whole = await picture(9, 9, 5)
    const path = await folder('mixed', {
      'broken.png': (
        await sharp(await picture(64, 64, 7))
          .jpeg()
          .toBuffer()
      ).subarray(0, 300),
      'inner/good.png': whole,
      'small.png': await picture(20, 7, 5),
      'note.txt': 'no picture',
    })
    const source = await PictureSource.open({ x: path }, options)
    expect(levels((await source.batch(0, 3)).x!).filter((_, at) => at % 192 === 128)).toEqual([5, 5, 5])
    expect(source.skipped.map(({ file }) => file).sort()).toEqual([
      join(path, 'broken.png'),
      join(path, 'small.png'),
    ])
    expect(source.skipped.find(({ file }) => file.endsWith('small.png'))!.reason).toEqual(
      text('labFaults.tooSmall', { width: 20, height: 7, cropSize: 8 }),
    )
  })

  test('a picture without its other version, or of another size', async () => {
    const good = await picture(9, 9, 5)
    const left = await folder('pairs/left', { 'a.png': good, 'b.png': good, 'c.png': good })
    const right = await folder('pairs/right', { 'a.png': good, 'b.png': await picture(10, 9, 5) })
    const source = await PictureSource.open({ left, right }, options)
    await source.batch(0, 2)
    expect(source.skipped.map(({ reason }) => reason)).toEqual([
      text('labFaults.alone', { folder: right }),
      text('labFaults.otherSize', { name: 'right', width: 10, height: 9, wantedWidth: 9, wantedHeight: 9 }),
    ])
  })
})

describe('files with two pictures side by side', () => {
  const sides = ['input', 'target'] as const
  const openStrips = (path: string, more: Partial<PictureOptions> = {}) =>
    PictureSource.openStrips(path, sides, { ...options, ...more })

  test('are cut in the middle, and both halves alike', async () => {
    const strip = await picture(40, 16, 3)
    const path = await folder('strips', { 'a.png': strip, 'b.png': strip })
    const source = await openStrips(path, { flip: true })
    const corners = new Set<number>()
    for (let index = 0; index < 12; index++) {
      const { input, target } = await source.batch(index, 1)
      const [left, right] = [levels(input!), levels(target!)]
      corners.add(left[0]!)
      expect(right.slice(0, 64)).toEqual(left.slice(0, 64).map((red) => red + 20))
      expect(right.slice(64)).toEqual(left.slice(64))
      expect(Math.max(...left.slice(0, 64))).toBeLessThan(20)
    }
    expect(corners.size).toBeGreaterThan(4)
  })

  test('of an odd width are listed, and the others used', async () => {
    const [good, odd] = [await picture(32, 16, 3), await picture(33, 16, 3)]
    const path = await folder('odd strips', { 'a.png': good, 'b.png': odd, 'c.png': good })
    const source = await openStrips(path)
    await source.batch(0, 3)
    expect(source.skipped).toEqual([
      {
        file: join(path, 'b.png'),
        reason: text('labFaults.oddWidth', { width: 33 }),
      },
    ])
  })

  test('that are all odd, or too few, say so', async () => {
    const odd = await picture(33, 16, 3)
    const path = await folder('only odd strips', { 'a.png': odd, 'b.png': odd })
    await expect((await openStrips(path)).batch(0, 1)).rejects.toThrow(/None of the 2 pictures.*33 px is odd/)
    const single = await folder('one strip', { 'a.png': odd })
    await expect(openStrips(single)).rejects.toThrow(/There is one picture only in .*one strip\. Training/)
  })
})

describe('the held-out tenth', () => {
  const names = Array.from({ length: 30 }, (_, k) => `${k}.png`)
  const some = async (name: string, chosen: string[]) => {
    const small = await picture(9, 9, 5)
    return folder(name, Object.fromEntries(chosen.map((file) => [file, small])))
  }

  test('and the pictures to train on are all pictures, each once', async () => {
    const path = await some('all', names)
    const count = async (part: Part) => (await PictureSource.open({ x: path }, { ...options, part })).count
    expect(await count('held-out')).toBe(names.filter(isHeldOut).length)
    expect(await count('training')).toBe(names.filter((name) => !isHeldOut(name)).length)
  })

  test('may be empty; what is left to train on may not', async () => {
    const trained = names.filter((name) => !isHeldOut(name))
    const seen = await some('seen', trained.slice(0, 2))
    expect((await PictureSource.open({ x: seen }, { ...options, part: 'held-out' })).count).toBe(0)
    const kept = await some('kept', [...names.filter(isHeldOut).slice(0, 2), trained[0]!])
    await expect(PictureSource.open({ x: kept }, { ...options, part: 'training' })).rejects.toThrow(
      /one picture only in .*kept to train on; one in 10 is held out/,
    )
  })
})

describe('a folder that cannot be trained on says why', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['empty', {}, /There is no picture in .*empty\. Training needs at least two/],
    ['single', { 'a.png': 'x' }, /There is one picture only in .*single/],
    [
      'unusable',
      { 'a.png': 'x', 'b.png': 'y' },
      /None of the 2 pictures can be used\. The first one, .*unusable/,
    ],
  ])('%s', async (name, files, message) => {
    const path = await folder(name, files)
    const batch = PictureSource.open({ x: path }, options).then((source) => source.batch(0, 1))
    await expect(batch).rejects.toThrow(message)
  })
  test('one of two that is not there', async () => {
    const left = await folder('alone/left', { 'a.png': 'x' })
    const pairs = PictureSource.open({ left, right: join(root, 'alone/right') }, options)
    await expect(pairs).rejects.toThrow(
      /right cannot be read \(ENOENT\)\. Pictures that belong together lie in /,
    )
  })
  test('not there', async () => {
    await expect(PictureSource.open({ x: join(root, 'nowhere') }, options)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  test('loaded smaller than it is cropped', async () => {
    await expect(PictureSource.open({ x: root }, { ...options, loadSize: 4 })).rejects.toThrow(
      /4 px cannot be cropped to 8 px/,
    )
  })
})
