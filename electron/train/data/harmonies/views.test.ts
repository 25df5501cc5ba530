import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { isHeldOut } from '../heldOut.ts'
import { PicturePool } from '../picturePool.ts'
import { HARMONY_SIDE, ObjectViews, type View } from './views.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-views-'))
afterAll(() => rmSync(root, { recursive: true }))
const side = 96
const names = Array.from({ length: 40 }, (_, k) => `p${k}.png`)
  .filter((name) => !isHeldOut(name))
  .slice(0, 9)

/** Every third picture holds a red disc on a green ground, the others only noise of all colours. */
beforeAll(async () => {
  const random = new Random(1, 'pictures')
  for (const [k, name] of names.entries()) {
    const data = new Uint8Array(3 * side * side)
    for (let i = 0; i < side * side; i++) {
      const [x, y] = [i % side, Math.floor(i / side)]
      const color =
        k % 3 > 0
          ? [random.below(256), random.below(256), random.below(256)]
          : Math.hypot(x - 48, y - 44) < 20
            ? [210, 40 + random.below(10), 50]
            : [40, 90 + y, 60 + random.below(10)]
      data.set(color, 3 * i)
    }
    await sharp(data, { raw: { width: side, height: side, channels: 3 } }).toFile(join(root, name))
  }
})

const viewsOf = async (cutOut: number) =>
  new ObjectViews(await PicturePool.open(root, { loadSize: side }), { cutOut, seed: 2 })

/** The share of an object's pixels, and of what surrounds it, that is red. */
function red({ scene, coverage }: View): { inside: number; around: number } {
  const count = coverage.length
  const sums = { inside: 0, around: 0, covered: 0 }
  for (let i = 0; i < count; i++) {
    const isRed = scene.data[i]! > 0.6 && scene.data[count + i]! < 0.4 ? 1 : 0
    sums.covered += coverage[i]!
    sums.inside += coverage[i]! * isRed
    sums.around += (1 - coverage[i]!) * isRed
  }
  return { inside: sums.inside / sums.covered, around: sums.around / (count - sums.covered) }
}

test('objects that are to be cut out are looked for until a picture holds one', async () => {
  const views = await viewsOf(1)
  const found = []
  for (let run = 0; run < 24; run++) found.push(red(await views.draw(new Random(run, 'views'))))
  const discs = found.filter(({ inside, around }) => inside > 0.85 && around < 0.1)
  expect(discs.length).toBeGreaterThan(16)
})

test('of the others no more follow an object than chance has it', async () => {
  const views = await viewsOf(0)
  const found = []
  for (let run = 0; run < 24; run++) found.push(red(await views.draw(new Random(run, 'views'))))
  expect(found.filter(({ inside, around }) => inside > 0.85 && around < 0.1).length).toBeLessThan(8)
})

test('a view depends on its own numbers alone, and is seen in a frame about the object', async () => {
  const [one, other] = [await viewsOf(1), await viewsOf(1)]
  await other.draw(new Random(7, 'views'))
  const view = await one.draw(new Random(3, 'views'))
  expect(await other.draw(new Random(3, 'views'))).toEqual(view)
  expect(view.scene.width).toBe(HARMONY_SIDE)
  const covered = view.coverage.reduce((sum, cover) => sum + cover, 0) / view.coverage.length
  expect(covered).toBeGreaterThan(0.06)
  expect(covered).toBeLessThan(0.5)
})
