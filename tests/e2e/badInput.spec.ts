import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { fillDisk, isRoot, mountDisk, unmountDisk } from '../../electron/engine/smallDisk.fixture.ts'
import { openLastingBlend } from './support/lastingBlend.ts'
import { plain, ramps, readPicture, writePicture } from './support/pictures.ts'
import { engineOf } from './support/shell.ts'
import { expect, type Studio, test } from './support/studio.ts'

const WIDTH = 320
const HEIGHT = 240
const SAND = [200, 170, 120] as const
const CORAL = [220, 60, 80] as const

async function openPhoto(studio: Studio): Promise<void> {
  await writePicture(join(studio.folder, 'photo.png'), WIDTH, HEIGHT, plain(...SAND))
  await studio.open(join(studio.folder, 'photo.png'))
}

/** Paints on the photo. */
async function edit(studio: Studio): Promise<void> {
  await studio.tool('Brush')
  await studio.dragPixels([40, 120], [280, 120])
  await studio.expectColor([160, 120], [0, 0, 0])
}

async function openEdited(studio: Studio): Promise<void> {
  await openPhoto(studio)
  await edit(studio)
}

/** The document as `openEdited` left it. */
async function expectUntouched(studio: Studio): Promise<void> {
  await studio.expectLayers('photo')
  await studio.expectColor([160, 120], [0, 0, 0])
  await studio.expectColor([160, 40], SAND)
  expect(await studio.history()).toEqual(['Brush'])
}

/** The start of a PNG that declares a size and holds no such thing. */
function declaring(width: number, height: number): Buffer {
  const header = Buffer.alloc(33)
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  header.writeUInt32BE(13, 8)
  header.write('IHDR', 12, 'latin1')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  header.set([8, 2, 0, 0, 0], 24)
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29)
  return Buffer.concat([header, Buffer.from('\0\0\0\x0aIDATx\x9c\x63\0\0\0\x02\0\x01', 'latin1')])
}

test('files that are damaged, mislabelled or hostile are refused by name and reason, and change nothing', async ({
  studio,
}) => {
  const { folder } = studio
  const at = (name: string) => join(folder, name)
  await openPhoto(studio)

  await test.step('write the bad files', async () => {
    await studio.exportAs('PSD, with layers', 'layers')
    await writeFile(at('cut.psd'), (await readFile(at('layers.psd'))).subarray(0, 300))
    await studio.exportAs('PNG', 'whole')
    await writePicture(at('whole.jpg'), 400, 300, ramps(400, 300))
    const jpeg = await readFile(at('whole.jpg'))
    await writeFile(at('cut.jpg'), jpeg.subarray(0, jpeg.length / 3))
    const png = await readFile(at('whole.png'))
    await writeFile(at('cut.png'), png.subarray(0, png.length / 2))
    await writeFile(at('letter.png'), 'Dear reader, this is no picture.')
    await writeFile(at('empty.png'), '')
    await writeFile(at('vast.png'), declaring(100_000, 100_000))
    await writeProjects(studio)
    await edit(studio)
  })

  const refused: [file: string, reason: RegExp][] = [
    ['cut.png', /cut\.png/],
    ['cut.jpg', /cut\.jpg/],
    ['letter.png', /letter\.png/],
    ['empty.png', /empty\.png/],
    ['vast.png', /vast\.png is 100000 x 100000 pixels; the limit is/],
    ['cut.psd', /cut\.psd is a damaged or incomplete PSD file/],
    ['bomb.ganvas', /bomb\.ganvas has \d+ bytes but would unpack to \d+/],
    ['climb.ganvas', /climb\.ganvas is not a sound project: its entry "\.\.\/evil\.png" points outside/],
    ['future.ganvas', /future\.ganvas was written by a newer Ganvas.*Update Ganvas/],
  ]
  for (const [file, reason] of refused)
    await test.step(file, async () => {
      await studio.drop(at(file))
      await expect(studio.message(reason)).toBeVisible()
      await studio.closeMessages()
      await expectUntouched(studio)
    })

  await test.step('the next picture is taken', async () => {
    await studio.drop(at('whole.jpg'))
    await studio.expectLayers('whole', 'photo')
  })
})

/** A project of the open document, and what became of it in bad hands. */
async function writeProjects(studio: Studio): Promise<void> {
  const at = (name: string) => join(studio.folder, name)
  await studio.saveProject('day')
  const entries = unzipSync(await readFile(at('day.ganvas')))
  await writeFile(at('climb.ganvas'), zipSync({ ...entries, '../evil.png': strToU8('x') }, { level: 0 }))
  await writeFile(at('bomb.ganvas'), zipSync({ 'document.json': new Uint8Array(90_000_000) }, { level: 9 }))
  const saved = JSON.parse(Buffer.from(entries['document.json']!).toString())
  const manifest = JSON.parse(Buffer.from(entries['manifest.json']!).toString())
  const json = strToU8(JSON.stringify({ ...saved, version: saved.version + 1 }))
  manifest.sha256['document.json'] = createHash('sha256').update(json).digest('hex')
  const future = { ...entries, 'document.json': json, 'manifest.json': strToU8(JSON.stringify(manifest)) }
  await writeFile(at('future.ganvas'), zipSync(future, { level: 0 }))
}

test('an export that the disk refuses says why, leaves what was there, and can go elsewhere', async ({
  studio,
}) => {
  const { page, folder } = studio
  await openEdited(studio)

  await test.step('an existing file is replaced only when that was said', async () => {
    await writeFile(join(folder, 'kept.png'), 'mine')
    await studio.beginExport('PNG')
    await studio.writeAs('kept')
    const question = page.getByRole('alertdialog', { name: 'Replace “kept.png”?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(question).toBeHidden()
    expect(await readFile(join(folder, 'kept.png'), 'utf8')).toBe('mine')
    await studio.writeAs('kept')
    await question.getByRole('button', { name: 'Replace' }).click()
    await expect(studio.message('Exported “kept.png”')).toBeVisible()
    expect((await readPicture(join(folder, 'kept.png'))).at(160, 120)).toEqual([0, 0, 0, 255])
  })

  await test.step('a folder that vanished in between', async () => {
    mkdirSync(join(folder, 'gone'))
    await studio.beginExport('PNG')
    await page.getByRole('button', { name: 'gone', exact: true }).click()
    await expect(page.locator('.file-dialog__folder')).toHaveText(join(folder, 'gone'))
    execFileSync('rm', ['-r', join(folder, 'gone')])
    await studio.writeAs('result')
    await expect(studio.message(/gone.*there is no such folder/)).toBeVisible()
    await studio.closeMessages()
    await expectUntouched(studio)
  })
})

test('an export onto a read-only or full disk fails by name, and the next one works', async ({ studio }) => {
  const { page, folder } = studio
  const [locked, full] = [join(folder, 'locked'), join(folder, 'full')]
  const mounted: string[] = []
  try {
    if (!isRoot) {
      mkdirSync(locked)
      chmodSync(locked, 0o555)
    } else if (mountDisk(locked, 'ro')) mounted.push(locked)
    if (isRoot && mountDisk(full, 'size=64k')) mounted.push(full)
    test.skip(isRoot && mounted.length < 2, 'this machine lets nobody mount a disk, not even root')
    await openEdited(studio)

    const exportTo = async (name: string) => {
      await studio.beginExport('TIFF')
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.locator('.file-dialog__folder')).toHaveText(join(folder, name))
      await studio.writeAs('result')
    }
    await exportTo('locked')
    await expect(studio.message(/locked.*(the disk is read-only|permission is denied)/)).toBeVisible()
    await studio.closeMessages()
    await expectUntouched(studio)

    if (mounted.includes(full)) {
      fillDisk(full)
      await exportTo('full')
      await expect(studio.message(/full.*the disk is full. Free some space/)).toBeVisible()
      await studio.closeMessages()
      await expectUntouched(studio)
      expect(readdirSync(full)).toEqual(['.filler'])
    } else
      test.info().annotations.push({ type: 'skip', description: 'the full disk: only root may mount one' })

    await studio.exportAs('PNG', 'result')
    expect((await readPicture(join(folder, 'result.png'))).width).toBe(WIDTH)
  } finally {
    for (const path of mounted) unmountDisk(path)
  }
})

test('empty and full masks: Blend says what is missing, or blends all of it', async ({ studio }) => {
  const { page, folder } = studio
  await writePicture(join(folder, 'photo.png'), WIDTH, HEIGHT, plain(...SAND))
  await writePicture(join(folder, 'cover.png'), WIDTH, HEIGHT, plain(...CORAL))
  await studio.open(join(folder, 'photo.png'))
  await studio.tool('Move')
  const blend = async () => {
    await page.keyboard.press('g')
    await page
      .getByRole('tabpanel', { name: 'Blend' })
      .getByRole('button', { name: 'Blend', exact: true })
      .click()
  }

  await test.step('a layer nothing is painted on', async () => {
    await page.getByRole('button', { name: 'New layer' }).click()
    await blend()
    await expect(studio.message('The object is wholly transparent: there is nothing to blend.')).toBeVisible()
    await studio.closeMessages()
    await studio.expectLayers('Layer', 'photo')
    await page.keyboard.press('Control+z')
  })

  await test.step('a mask nothing is painted on', async () => {
    await studio.drop(join(folder, 'cover.png'))
    await studio.expectLayers('cover', 'photo')
    const mask = page.getByRole('group', { name: 'Object mask' })
    await mask.getByRole('button', { name: 'Brush' }).click()
    await expect(page.getByRole('region', { name: 'Options of Brush' })).toBeVisible()
    await blend()
    await expect(studio.message(/The mask is empty.*Paint the part to keep/)).toBeVisible()
    await studio.closeMessages()
    await studio.expectLayers('cover mask', 'cover', 'photo')
  })

  await test.step('a mask of everything', async () => {
    await page.keyboard.press('Control+z')
    await studio.layer('cover').click()
    await page.keyboard.press('Control+a')
    await page.getByRole('group', { name: 'Object mask' }).getByRole('button', { name: 'Selection' }).click()
    await blend()
    await expect(studio.message(/Blended in/)).toBeVisible()
    await studio.expectLayers('cover blended', 'cover', 'photo')
    // Nothing of the photo is left to agree with: the object stays as it is.
    await studio.expectColor([160, 120], CORAL, 3)
  })
})

test('the engine killed in the middle of a blend loses the blend alone, and comes back', async ({
  studio,
  shell,
}) => {
  test.skip(process.platform === 'win32', 'finds the engine by means of Unix')
  const { page } = studio
  const before = await openLastingBlend(studio, plain(...CORAL))
  const panel = page.getByRole('tabpanel', { name: 'Blend' })
  await expect(panel.getByText(/^\d+ ms$/)).toBeVisible()
  await panel.getByRole('button', { name: 'Blend', exact: true }).click()
  await expect(page.getByRole('status').getByText('Blending “kite”')).toBeVisible()
  // As a crash of native code would.
  process.kill(engineOf(shell), 'SIGKILL')
  await expect(studio.message(/Blend: The engine stopped/)).toBeVisible()
  await expect(studio.message('The engine is back')).toBeVisible()
  await studio.expectLayers('kite', 'field')
  expect(await studio.history()).toEqual(before)
  await studio.closeMessages()
  await page.keyboard.press('g')
  await studio.choose('Method', 'Gaussian-Poisson')
  await panel.getByRole('button', { name: 'Blend', exact: true }).click()
  await expect(studio.message(/Blended in .* at 4000 × 3000 px/)).toBeVisible()
  await studio.expectLayers('kite blended', 'kite', 'field')
})

test('a page reloaded in the middle of editing has its document again', async ({ studio }) => {
  const { page } = studio
  await openPhoto(studio)
  await studio.kept()
  await page.reload()
  await studio.expectLayers('photo')
  await studio.expectColor([160, 120], SAND)
  await edit(studio)
  await studio.kept()
  await page.reload()
  await studio.expectLayers('photo')
  await studio.expectColor([160, 120], [0, 0, 0])
  await expect(page.getByText('not saved')).toBeVisible()
  await studio.tool('Brush')
  await studio.dragPixels([40, 60], [280, 60])
  await studio.expectColor([160, 60], [0, 0, 0])
})
