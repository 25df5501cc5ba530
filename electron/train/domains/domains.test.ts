import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { semilabelled } from './semilabelled.ts'
import { transfer } from './transfer.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-domains-'))
afterAll(() => rmSync(root, { recursive: true }))

async function pictures(folder: string, background: string, count = 4) {
  mkdirSync(join(root, folder), { recursive: true })
  for (let k = 0; k < count; k++)
    await sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toFile(join(root, folder, `${k}.png`))
}
const settings = (data: string) => ({ data: join(root, data), steps: 1, batch: 2, seed: 0 })

test('few pictures of classes come with many of none', async () => {
  await pictures('few/dark', '#000')
  await pictures('few/bright', '#fff')
  await pictures('many', '#808080')
  const { source, classes } = await semilabelled.open(settings('few'), {
    size: 8,
    second: join(root, 'many'),
  })
  expect(classes).toEqual(['bright', 'dark'])
  const batch = await source.batch(0, 5)
  expect(Object.keys(batch).sort()).toEqual(['label', 'picture', 'unlabelled'])
  expect(batch.unlabelled!.every((value) => Math.abs(value) < 0.01)).toBe(true)
  const own = await semilabelled.open(settings('few'), { size: 8 })
  expect(new Set((await own.source.batch(0, 20)).unlabelled)).toEqual(new Set([-1, 1]))
  await expect(semilabelled.open(settings('many'), { size: 8 })).rejects.toThrow(/many holds no folder/)
})

test('classes of one kind come with pictures of another', async () => {
  await pictures('both/a/dark', '#000')
  await pictures('both/a/bright', '#fff')
  await pictures('both/b', '#808080')
  const { source, classes } = await transfer.open(settings('both'), { size: 8 })
  expect(classes).toEqual(['bright', 'dark'])
  const batch = await source.batch(0, 5)
  expect(Object.keys(batch).sort()).toEqual(['label', 'picture', 'target'])
  expect(batch.target!.every((value) => Math.abs(value) < 0.01)).toBe(true)
  await pictures('one/a/only', '#000')
  await pictures('one/b', '#fff')
  await expect(transfer.open(settings('one'), { size: 8 })).rejects.toThrow(/holds one folder only, only/)
  await pictures('single/a/dark', '#000')
  await pictures('single/a/lone', '#000', 1)
  await pictures('single/b', '#fff')
  await expect(transfer.open(settings('single'), { size: 8 })).rejects.toThrow(
    /There is (one|no) picture.* in .*lone to train on/,
  )
})
