import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import readExif from 'exif-reader'
import sharp from 'sharp'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** A photo of 400 x 300 that tells its camera and its place. */
async function writePhoto(path: string): Promise<void> {
  const data = Buffer.from({ length: 3 * 400 * 300 }).map((_, i) => (i * 7) % 251)
  await sharp(data, { raw: { width: 400, height: 300, channels: 3 } })
    .withExif({
      IFD0: { Make: 'Ganvas Works' },
      IFD2: { FNumber: '28/10' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' },
    })
    .jpeg()
    .toFile(path)
}

const inFile = async (path: string) => {
  const { width, height, exif, icc } = await sharp(path).metadata()
  return { size: [width, height], exif: exif && readExif(exif), profile: icc !== undefined }
}

async function openPhoto(studio: Studio): Promise<void> {
  const path = join(studio.folder, 'photo.jpg')
  await writePhoto(path)
  await studio.open(path)
}

test('a photo is exported at half its size with what its camera noted, and again without a question', async ({
  studio,
}, info) => {
  const { page, folder } = studio
  await openPhoto(studio)
  await studio.menu('File', 'Export…')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await studio.choose('Format', 'JPEG')
  await studio.enter('Scale', 50, dialog)
  await expect(dialog.getByText('200 × 150 px')).toBeVisible()
  await expect(dialog.getByText(/^[\d.,]+\s[kKM]i?B$/)).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Camera data' })).toContainText('All but the place')
  await dialog.screenshot({ path: info.outputPath('export.png') })
  await dialog.getByRole('button', { name: 'Choose a place…' }).click()
  await studio.writeAs('small')
  await expect(page.getByText('Exported “small.jpg”')).toBeVisible()
  const path = join(folder, 'small.jpg')
  const first = await inFile(path)
  expect(first).toMatchObject({ size: [200, 150], profile: true })
  expect(first.exif).toMatchObject({
    Image: { Make: 'Ganvas Works', Orientation: 1 },
    Photo: { FNumber: 2.8 },
  })
  expect(first.exif!.GPSInfo).toBeUndefined()

  await studio.closeMessages()
  const before = await readFile(path)
  await studio.menu('Image', 'Rotate image 90° clockwise')
  await page.keyboard.press('Control+Alt+Shift+E')
  await expect(page.getByText('Exported “small.jpg”')).toBeVisible()
  expect((await readFile(path)).equals(before)).toBe(false)
  expect((await inFile(path)).size).toEqual([150, 200])

  await studio.closeMessages()
  await studio.menu('View', 'Theme', 'Dark')
  await studio.menu('View', 'Language', '简体中文')
  await studio.menu('文件', '导出…')
  const chinese = page.getByRole('dialog', { name: '导出' })
  await expect(chinese.getByText('除拍摄地点外的全部')).toBeVisible()
  await expect(chinese.getByText(/^[\d.,]+\s[kKM]i?B$/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('export-dark-chinese.png') })
})

test('the place is kept where that is chosen, and nothing is where it is not', async ({ studio }) => {
  const { page, folder } = studio
  await openPhoto(studio)
  const exported = async (choice: string, name: string) => {
    await studio.menu('File', 'Export…')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await studio.choose('Format', 'WebP')
    await studio.choose('Camera data', choice)
    await dialog.getByRole('switch', { name: 'Colour profile (sRGB)' }).click()
    await dialog.getByRole('button', { name: 'Choose a place…' }).click()
    await studio.writeAs(name)
    await expect(page.getByText(`Exported “${name}.webp”`)).toBeVisible()
    return inFile(join(folder, `${name}.webp`))
  }
  const all = await exported('All, with the place', 'all')
  expect(all.exif!.GPSInfo).toMatchObject({ GPSLatitudeRef: 'N' })
  expect(all.profile).toBe(false)
  const none = await exported('None', 'none')
  expect(none.exif).toBeUndefined()
  // The switch was turned back.
  expect(none.profile).toBe(true)
  await studio.menu('File', 'Export…')
  await studio.choose('Format', 'TIFF')
  await expect(page.getByText('Camera data are not written in this format')).toBeVisible()
})

test('what a camera noted outlives a project', async ({ studio }) => {
  const { folder } = studio
  await openPhoto(studio)
  await studio.saveProject('kept')
  await studio.open(join(folder, 'kept.ganvas'))
  await studio.exportAs('JPEG', 'later')
  expect((await inFile(join(folder, 'later.jpg'))).exif).toMatchObject({ Image: { Make: 'Ganvas Works' } })
})

test('the picture is on the clipboard as PNG, whole from the menu and small from the dialog', async ({
  studio,
  context,
}) => {
  const { page } = studio
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPhoto(studio)
  const copied = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const bitmap = await createImageBitmap(await item!.getType('image/png'))
      return [bitmap.width, bitmap.height]
    })
  await studio.menu('Edit', 'Copy as PNG')
  await expect(studio.message('Copied as PNG')).toContainText('400 × 300')
  expect(await copied()).toEqual([400, 300])
  await studio.menu('File', 'Export…')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await studio.enter('Scale', 25, dialog)
  await dialog.getByRole('button', { name: 'Copy as PNG' }).click()
  await expect(studio.message('Copied as PNG')).toContainText('100 × 75')
  expect(await copied()).toEqual([100, 75])
})

test('the first export again asks, and a transparent picture gets the ground that is chosen', async ({
  studio,
}) => {
  const { page, folder } = studio
  await writePicture(join(folder, 'clear.png'), 40, 30, plain(200, 0, 0, 0))
  await studio.open(join(folder, 'clear.png'))
  await studio.menu('File', 'Export again')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await studio.choose('Format', 'PNG')
  await dialog.getByRole('switch', { name: 'Transparent background' }).click()
  await dialog.getByLabel('Background', { exact: true }).fill('#2060a0')
  await dialog.getByRole('button', { name: 'Choose a place…' }).click()
  await studio.writeAs('ground')
  await expect(page.getByText('Exported “ground.png”')).toBeVisible()
  const { data } = await sharp(join(folder, 'ground.png')).raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([0x20, 0x60, 0xa0])
})

test('samples of sixteen bits are said to be reduced where a file is opened', async ({ studio }) => {
  const { folder } = studio
  const data = Uint16Array.from({ length: 3 * 20 * 20 }, (_, i) => (i * 53) % 65_536)
  const file = await sharp(data, { raw: { width: 20, height: 20, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()
  await writeFile(join(folder, 'deep.png'), file)
  await studio.open(join(folder, 'deep.png'))
  await expect(studio.message('Its 16 bits per channel were reduced to 8.')).toBeVisible()
})
