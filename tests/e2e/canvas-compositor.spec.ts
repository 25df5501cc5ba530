import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blend } from '../../electron/contract/blending/blend.ts'
import {
  type BlendMode,
  blendModes,
  type DocumentData,
  type Layer,
} from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { packProject } from '../../electron/engine/project/save.ts'
import { countFrames, shownPixels } from './support/canvasPixels.ts'
import { expect, type Studio, test } from './support/studio.ts'

const WIDTH = 324
const HEIGHT = 216
const SIZE = { width: WIDTH, height: HEIGHT }
const COLUMNS = 6

/** Where the colour changes at a threshold, a rounding of one step decides. */
const thresholds: readonly BlendMode[] = ['hard-mix', 'darker-color', 'lighter-color', 'vivid-light']
const modes = blendModes.filter((mode) => mode !== 'pass-through' && mode !== 'dissolve')

/** Opaque, each channel running its own way. */
function backdrop(): Pixels {
  const data = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let y = 0, i = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++, i += 4)
      data.set([(x * 255) / WIDTH, (y * 255) / HEIGHT, ((x * 5 + y * 3) % 251) + 2, 255], i)
  return { width: WIDTH, height: HEIGHT, channels: 4, data }
}

/** A tile of the sheet for one mode: colours that run against the backdrop's, half transparent to the right. */
function tile(index: number): { pixels: Pixels; x: number; y: number } {
  const width = WIDTH / COLUMNS
  const height = Math.floor(HEIGHT / Math.ceil(modes.length / COLUMNS))
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4)
      data.set(
        [255 - (y * 255) / height, (x * 255) / width, (index * 41) % 256, x < width / 2 ? 255 : 128],
        i,
      )
  return {
    pixels: { width, height, channels: 4, data },
    x: (index % COLUMNS) * width,
    y: Math.floor(index / COLUMNS) * height,
  }
}

/** A project with one tile a mode, and what it should look like by the document's own kernels. */
async function sheetOfModes(path: string): Promise<Uint8ClampedArray> {
  const rasters: Record<string, Pixels> = { 'raster-0': backdrop() }
  const expected = new Uint8ClampedArray(rasters['raster-0']!.data)
  const layers: Layer[] = [layerOf('normal', 0, 0, 0)]
  for (const [index, mode] of modes.entries()) {
    const { pixels, x, y } = tile(index)
    rasters[`raster-${index + 1}`] = pixels
    layers.push(layerOf(mode, index + 1, x, y))
    const source = new Uint8ClampedArray(pixels.data)
    for (let row = 0; row < pixels.height; row++)
      blend(mode, expected, ((y + row) * WIDTH + x) * 4, source, row * pixels.width * 4, pixels.width, 0.8, {
        x,
        y: y + row,
      })
  }
  const document: DocumentData = {
    id: 'modes',
    name: 'modes',
    width: WIDTH,
    height: HEIGHT,
    layers: Object.fromEntries(layers.map((layer) => [layer.id, layer])),
    root: layers.map(({ id }) => id),
    active: 'layer-0',
    selection: null,
    masks: [],
  }
  await writeFile(path, await packProject(document, rasters, backdrop()))
  return expected
}

function layerOf(blendMode: BlendMode, index: number, x: number, y: number): Layer {
  return {
    kind: 'image',
    id: `layer-${index}`,
    name: `${blendMode} ${index}`,
    visible: true,
    locked: false,
    opacity: index === 0 ? 1 : 0.8,
    blendMode,
    raster: `raster-${index}`,
    transform: { x, y, scaleX: 1, scaleY: 1, rotation: 0 },
  }
}

async function openSheet(studio: Studio): Promise<Uint8ClampedArray> {
  const path = join(studio.folder, 'modes.ganvas')
  const expected = await sheetOfModes(path)
  await expect(studio.page.getByRole('treeitem', { name: /Bird/ })).toBeVisible()
  await studio.menu('File', 'Close')
  await expect(studio.page.getByText('Start with a picture')).toBeVisible()
  await studio.drop(path)
  await expect(studio.page.getByText(`${WIDTH} × ${HEIGHT}`)).toBeVisible()
  await countFrames(studio.page)
  await studio.page.keyboard.press('Control+1')
  return expected
}

test('every blend mode looks on the canvas as the document defines it', async ({ studio }) => {
  const expected = await openSheet(studio)
  await expect
    .poll(async () => {
      const shown = await shownPixels(studio.page, SIZE)
      const wrong = new Set<string>()
      for (const [index, mode] of modes.entries()) {
        if (thresholds.includes(mode)) continue
        const { pixels, x, y } = tile(index)
        let worst = 0
        for (let row = y; row < y + pixels.height; row++)
          for (let i = (row * WIDTH + x) * 4; i < (row * WIDTH + x + pixels.width) * 4; i++)
            worst = Math.max(worst, Math.abs(shown[i]! - expected[i]!))
        if (worst > 9) wrong.add(`${mode}: ${worst}`)
      }
      return [...wrong]
    })
    .toEqual([])
})

test('a stroke drawn bit by bit looks as the same picture drawn afresh', async ({ studio }) => {
  const { page } = studio
  await openSheet(studio)
  const before = await shownPixels(page, SIZE)
  await page.getByRole('treeitem', { name: 'normal 0' }).click()
  await page.keyboard.press('b')
  const box = (await studio.canvas.boundingBox())!
  const center = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(center.x - 120, center.y - 60)
  await page.mouse.down()
  for (let step = 1; step <= 24; step++)
    await page.mouse.move(center.x - 120 + step * 10, center.y - 60 + 40 * Math.sin(step / 3))
  await page.mouse.up()
  const bitByBit = await shownPixels(page, SIZE)
  expect(largestDifference(bitByBit, before)).toBeGreaterThan(50)
  // Another scale throws everything away that was kept.
  await page.keyboard.press('Control+2')
  await shownPixels(page, SIZE)
  await page.keyboard.press('Control+1')
  // What was composited among itself beforehand is rounded once more.
  expect(largestDifference(await shownPixels(page, SIZE), bitByBit)).toBeLessThanOrEqual(2)
})

function largestDifference(p: Uint8Array, q: Uint8Array): number {
  return p.reduce((worst, value, i) => Math.max(worst, Math.abs(value - q[i]!)), 0)
}
