import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Layer, writePsdBuffer } from 'ag-psd'
import sharp from 'sharp'
import { type Paint, plain, readPicture, rgba, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const WIDTH = 160
const HEIGHT = 120
const colors = [
  [200, 60, 40],
  [60, 180, 80],
  [40, 80, 200],
  [230, 210, 60],
] as const
/** Four colours, each in its corner: a flip, a turn or swapped channels would show. */
const corners: Paint = (x, y) => colors[(x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2)]!
const cornerPoints: readonly [number, number][] = [
  [30, 30],
  [130, 30],
  [30, 90],
  [130, 90],
]

async function expectCorners(studio: Studio, tolerance: number): Promise<void> {
  for (const [i, point] of cornerPoints.entries()) await studio.expectColor(point, colors[i]!, tolerance)
}

async function writeSvg(path: string): Promise<void> {
  const rects = colors.map(
    ([r, g, b], i) =>
      `<rect x="${(i % 2) * 80}" y="${i > 1 ? 60 : 0}" width="80" height="60" fill="rgb(${r},${g},${b})"/>`,
  )
  await writeFile(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${rects.join('')}</svg>`,
  )
}

async function writeGif(path: string): Promise<void> {
  const frame = rgba(WIDTH, HEIGHT, corners)
  const frames = new Uint8Array(frame.length * 2)
  frames.set(frame)
  frames.set(rgba(WIDTH, HEIGHT, plain(0, 0, 0)), frame.length)
  await sharp(frames, { raw: { width: WIDTH, height: HEIGHT * 2, channels: 4, pageHeight: HEIGHT } })
    .gif({ loop: 0, delay: [100, 100] })
    .toFile(path)
}

async function writePsd(path: string): Promise<void> {
  const layer = (name: string, paint: Paint, more: Layer = {}): Layer => ({
    name,
    imageData: { width: WIDTH, height: HEIGHT, data: new Uint8ClampedArray(rgba(WIDTH, HEIGHT, paint)) },
    ...more,
  })
  const children = [
    layer('corners', corners),
    {
      name: 'shade',
      opened: true,
      children: [layer('grey', plain(128, 128, 128), { blendMode: 'multiply' })],
    },
    layer('unseen', plain(0, 0, 0), { hidden: true }),
  ]
  await writeFile(
    path,
    writePsdBuffer({ width: WIDTH, height: HEIGHT, children }, { generateThumbnail: false }),
  )
}

test('every format opens with its size, its colours the right way round, and says what it lost', async ({
  studio,
}) => {
  const { page, folder } = studio
  const at = (name: string) => join(folder, name)
  const opened: [file: string, tolerance: number, said?: string][] = [
    ['a.png', 0],
    ['a.jpg', 3],
    ['a.webp', 0],
    ['a.avif', 6],
    ['a.tif', 0],
    ['a.bmp', 0],
    ['a.gif', 2, 'Only the first frame of the animation was opened.'],
    ['a.svg', 1, 'The vector drawing was turned into pixels.'],
  ]
  for (const [file, tolerance, said] of opened)
    await test.step(file, async () => {
      if (file === 'a.svg') await writeSvg(at(file))
      else if (file === 'a.gif') await writeGif(at(file))
      else await writePicture(at(file), WIDTH, HEIGHT, corners)
      await studio.open(at(file))
      await expect(page.getByText('160 × 120 px')).toBeVisible()
      if (said) await expect(studio.message(said)).toBeVisible()
      await expectCorners(studio, tolerance)
    })

  await test.step('a.psd, with its layers', async () => {
    await writePsd(at('a.psd'))
    await studio.open(at('a.psd'))
    await studio.expectLayers('unseen', 'shade', 'grey', 'corners')
    await expect(studio.layer('grey')).toHaveAttribute('aria-level', '2')
    await expect(page.getByRole('button', { name: 'Show “unseen”' })).toBeVisible()
    const shaded = colors[0].map((value) => (value * 128) / 255)
    await studio.expectColor(cornerPoints[0]!, shaded)
  })

  await test.step('a turned photo stands upright; 16 bits are said to be reduced', async () => {
    await writePicture(at('upright.png'), WIDTH, HEIGHT, corners)
    // Orientation 6: to be turned clockwise by a quarter.
    await sharp(at('upright.png'))
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toFile(at('turned.jpg'))
    await studio.open(at('turned.jpg'))
    await expect(page.getByText('160 × 120 px')).toBeVisible()
    await expectCorners(studio, 6)
    await sharp(at('upright.png')).toColourspace('rgb16').png().toFile(at('deep.png'))
    await studio.open(at('deep.png'))
    await expect(studio.message('Its 16 bits per channel were reduced to 8.')).toBeVisible()
    await expectCorners(studio, 1)
  })
})

test('a picture comes by paste too, as the document or as a layer', async ({ studio }) => {
  const { page, folder } = studio
  await writePicture(join(folder, 'a.png'), WIDTH, HEIGHT, corners)
  await writePicture(join(folder, 'dot.png'), 20, 20, plain(255, 0, 255))
  await expect(studio.canvas).toBeVisible()
  await studio.menu('File', 'Close')
  await expect(page.getByText('Start with a picture')).toBeVisible()
  await studio.paste(join(folder, 'a.png'))
  await expect(page.getByText('160 × 120 px')).toBeVisible()
  await expectCorners(studio, 0)
  await studio.paste(join(folder, 'dot.png'))
  await expect(page.getByRole('treeitem')).toHaveCount(2)
  await studio.expectColor([80, 60], [255, 0, 255])
  await expectCorners(studio, 0)
})

test('every export holds the picture at its size, in sRGB', async ({ studio }) => {
  const { folder } = studio
  await writePicture(join(folder, 'a.png'), WIDTH, HEIGHT, corners)
  await studio.open(join(folder, 'a.png'))
  const exports: [format: string, file: string, tolerance: number][] = [
    ['PNG', 'as-png.png', 0],
    ['TIFF', 'as-tif.tif', 0],
    ['JPEG', 'as-jpg.jpg', 4],
    ['WebP', 'as-webp.webp', 6],
  ]
  for (const [format, file, tolerance] of exports)
    await test.step(format, async () => {
      await studio.exportAs(format, file.split('.')[0]!)
      const picture = await readPicture(join(folder, file))
      expect([picture.width, picture.height]).toEqual([WIDTH, HEIGHT])
      for (const [i, [x, y]] of cornerPoints.entries())
        for (const [k, value] of [...colors[i]!, 255].entries())
          expect(Math.abs(picture.at(x, y)[k]! - value)).toBeLessThanOrEqual(tolerance)
      const { icc } = await sharp(join(folder, file)).metadata()
      // Its name, in UTF-16.
      expect(icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB')
    })
})

test('an export is scaled by percent or pixels, and shown before it is written', async ({ studio }) => {
  const { folder, page } = studio
  await writePicture(join(folder, 'a.png'), WIDTH, HEIGHT, corners)
  await studio.open(join(folder, 'a.png'))
  await studio.menu('File', 'Export…')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  const preview = dialog.getByRole('img', { name: 'Preview of the file' })
  const widthShown = () => preview.evaluate((image) => (image as HTMLImageElement).naturalWidth)
  await studio.choose('Format', 'PNG')
  await expect.poll(widthShown).toBe(WIDTH)
  await studio.enter('Scale', 50, dialog)
  await expect(dialog.getByRole('textbox', { name: 'Height' })).toHaveValue(String(HEIGHT / 2))
  await expect.poll(widthShown).toBe(WIDTH / 2)
  await studio.enter('Height', HEIGHT / 4, dialog)
  await expect(dialog.getByRole('textbox', { name: 'Scale' })).toHaveValue('25')
  await expect.poll(widthShown).toBe(WIDTH / 4)
  await dialog.getByRole('button', { name: 'Choose a place…' }).click()
  // The ending that was typed is the file's.
  await studio.writeAs('quarter.png')
  await expect(page.getByText('Exported “quarter.')).toBeVisible()
  const picture = await readPicture(join(folder, 'quarter.png'))
  expect([picture.width, picture.height]).toEqual([WIDTH / 4, HEIGHT / 4])
  for (const [i, [x, y]] of cornerPoints.entries())
    for (const [k, value] of [...colors[i]!, 255].entries())
      expect(Math.abs(picture.at(Math.floor(x / 4), Math.floor(y / 4))[k]! - value)).toBeLessThanOrEqual(2)
})

/** Two layers in a group, one of them half there and multiplied, over the corners. */
async function openLayered(studio: Studio): Promise<void> {
  const { page, folder } = studio
  await writePicture(join(folder, 'corners.png'), WIDTH, HEIGHT, corners)
  await writePicture(join(folder, 'grey.png'), WIDTH, HEIGHT, plain(128, 128, 128))
  await writePicture(join(folder, 'dot.png'), 20, 20, plain(255, 0, 255))
  await studio.open(join(folder, 'corners.png'))
  await studio.tool('Move')
  await studio.drop(join(folder, 'grey.png'))
  await studio.expectLayers('grey', 'corners')
  await studio.choose('Blend mode', 'Multiply')
  await studio.enter('Opacity', 50, page.getByRole('tabpanel', { name: 'Layers' }))
  await studio.drop(join(folder, 'dot.png'))
  await studio.expectLayers('dot', 'grey', 'corners')
  await studio.layer('grey').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+g')
  await studio.expectLayers('Group', 'dot', 'grey', 'corners')
}

/** The document of `openLayered`, wherever it was in between. */
async function expectLayered(studio: Studio): Promise<void> {
  const { page } = studio
  await studio.expectLayers('Group', 'dot', 'grey', 'corners')
  await expect(studio.layer('grey')).toHaveAttribute('aria-level', '2')
  await studio.layer('grey').click()
  await expect(page.getByRole('combobox', { name: 'Blend mode' })).toHaveText('Multiply')
  await expect(
    page.getByRole('tabpanel', { name: 'Layers' }).getByRole('textbox', { name: 'Opacity' }),
  ).toHaveValue('50')
  for (const [i, point] of cornerPoints.entries())
    await studio.expectColor(
      point,
      colors[i]!.map((value) => (value + (value * 128) / 255) / 2),
      2,
    )
  await studio.expectColor([80, 60], [255, 0, 255])
}

test('a PSD goes out with its layers and comes back with them', async ({ studio }) => {
  await openLayered(studio)
  await expectLayered(studio)
  await studio.exportAs('PSD, with layers', 'layered')
  await studio.menu('File', 'Close')
  await studio.page.getByRole('button', { name: 'Don’t save' }).click()
  await expect(studio.page.getByText('Start with a picture')).toBeVisible()
  await studio.drop(join(studio.folder, 'layered.psd'))
  await expectLayered(studio)
})

test('a project is autosaved, saved, and opened again as it was', async ({ studio }) => {
  const { page, folder } = studio
  await openLayered(studio)

  await test.step('changes are kept', () => studio.kept())

  await test.step('saving makes it the saved document', async () => {
    await page.keyboard.press('Control+a')
    await studio.menu('Select', 'Save as mask…')
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
    await page.getByRole('tab', { name: 'Layers' }).click()
    await page.getByRole('button', { name: 'Lock “corners”' }).click()
    await expect(page.getByText('not saved')).toBeVisible()
    await studio.saveProject('four')
    await expect(page.getByText('not saved')).toBeHidden()
    await studio.exportAs('PNG', 'before')
  })

  await test.step('closed and opened again under Open recent', async () => {
    await studio.menu('File', 'Close')
    await expect(page.getByText('Start with a picture')).toBeVisible()
    await studio.menu('File', 'Open recent…')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /four\.ganvas/ })
      .click()
    await expectLayered(studio)
    await expect(page.getByRole('button', { name: 'Unlock “corners”' })).toBeVisible()
    await studio.exportAs('PNG', 'after')
    const [before, after] = [
      await readPicture(join(folder, 'before.png')),
      await readPicture(join(folder, 'after.png')),
    ]
    expect(before.data.equals(after.data)).toBe(true)
    await page.getByRole('tab', { name: 'Masks' }).click()
    await expect(page.getByRole('button', { name: 'Select “Mask 1”' }).first()).toBeVisible()
  })

  await test.step('Save writes to the same file without asking', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click()
    await page.getByRole('button', { name: 'New layer' }).click()
    await expect(page.getByText('not saved')).toBeVisible()
    await page.keyboard.press('Control+s')
    await expect(page.getByText('not saved')).toBeHidden()
  })
})
