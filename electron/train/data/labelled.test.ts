import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LabelledSource } from './labelled.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-labelled-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Folders of so many pictures of one colour each. */
async function folder(name: string, classes: Record<string, [count: number, color: string]>) {
  for (const [kind, [count, background]] of Object.entries(classes)) {
    mkdirSync(join(root, name, kind), { recursive: true })
    for (let k = 0; k < count; k++)
      await sharp({ create: { width: 12, height: 10, channels: 3, background } })
        .png()
        .toFile(join(root, name, kind, `${k}.png`))
  }
  return join(root, name)
}

let two = ''
beforeAll(async () => {
  two = await folder('two', { dark: [20, '#000000'], bright: [4, '#ffffff'] })
})

test('a label says which folder a picture is of, and each folder is shown as often', async () => {
  const source = await LabelledSource.open(two, { side: 8, seed: 1 })
  expect(source.classes).toEqual(['bright', 'dark'])
  const { picture, label } = await source.batch(3, 200)
  let bright = 0
  for (let row = 0; row < 200; row++) {
    const labels = [...label!.subarray(2 * row, 2 * row + 2)]
    const plane = picture!.subarray(192 * row, 192 * (row + 1))
    expect(plane.every((value) => value === (labels[0] === 1 ? 1 : -1))).toBe(true)
    expect(labels[0]! + labels[1]!).toBe(1)
    bright += labels[0]!
  }
  expect(bright).toBeGreaterThan(70)
  expect(bright).toBeLessThan(130)
  expect(await source.batch(3, 200)).toEqual({ picture, label })
})

test('no class, one class and a class of one picture are refused by name', async () => {
  const open = (path: string) => LabelledSource.open(path, { side: 8, seed: 1 })
  await expect(open(join(two, 'dark'))).rejects.toThrow(
    /dark holds no folder: its folders are the classes, and there must be at least two\./,
  )
  await expect(open(await folder('one', { only: [3, '#123456'] }))).rejects.toThrow(
    /one holds one folder only, only: its folders are the classes/,
  )
  const few = await folder('few', { many: [12, '#123456'], single: [1, '#654321'] })
  await expect(open(few)).rejects.toThrow(/There is (one|no) picture.* in .*single to train on/)
  await expect(open(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' })
})
