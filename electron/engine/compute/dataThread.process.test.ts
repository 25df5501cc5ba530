import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkedOptions } from '../../train/game/recipe.ts'
import { recipeNamed } from '../../train/games/index.ts'
import { DataThread } from './dataThread.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-data-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  for (let k = 0; k < 4; k++) {
    const data = Uint8Array.from({ length: 3 * 144 }, (_, at) => 128 + 100 * Math.sin(at * (k + 1)))
    await sharp(data, { raw: { width: 12, height: 12, channels: 3 } }).toFile(join(folder, `${k}.png`))
  }
  writeFileSync(join(folder, 'broken.png'), 'no picture')
})

const order = (data: string) => ({
  recipe: 'dcgan',
  settings: { data, steps: 9, batch: 5, seed: 3 },
  options: { size: 8 },
})

test('batches are those that the recipe makes itself, in the order they are asked for, and skipped files are listed', async () => {
  const { settings, options } = order(folder)
  const recipe = recipeNamed('dcgan')
  const { source } = await recipe.open(settings, checkedOptions(recipe, options))
  const thread = new DataThread(order(folder))
  const batches = await Promise.all([0, 1, 2].map((index) => thread.batch(index, 5)))
  for (const [index, batch] of batches.entries()) expect(batch).toEqual(await source.batch(index, 5))
  expect(thread.skipped).toEqual(source.skipped)
  expect(thread.skipped.map(({ file }) => file)).toEqual([join(folder, 'broken.png')])
  await thread.close()
})

test('what cannot be opened, and a thread that has ended, are said to who asks for a batch', async () => {
  const nowhere = new DataThread(order(join(folder, 'nowhere')))
  await expect(nowhere.batch(0, 5)).rejects.toMatchObject({ code: 'not-found' })
  const refused = expect(nowhere.batch(1, 5)).rejects.toThrow()
  await nowhere.close()
  await refused
  await expect(nowhere.batch(2, 5)).rejects.toThrow(/thread that prepares the data was ended/)
})
