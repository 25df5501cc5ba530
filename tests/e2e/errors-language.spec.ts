import { mkdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

async function openInChinese(studio: Studio): Promise<void> {
  await writePicture(join(studio.folder, 'photo.png'), 320, 240, plain(200, 170, 120))
  await studio.open(join(studio.folder, 'photo.png'))
  await studio.menu('View', 'Language', '简体中文')
  await expect(studio.page.getByRole('menubar').getByRole('menuitem', { name: '文件' })).toBeVisible()
  // Letters belong to a menu until it has closed.
  await expect(studio.page.getByRole('menu')).toHaveCount(0)
  await studio.canvas.focus()
}

/** Expects one message with exactly this explanation, and closes it. */
async function expectSaid(studio: Studio, title: string | RegExp, explanation: string): Promise<void> {
  const message = studio.page.getByRole('region', { name: '消息' }).getByRole('dialog', { name: title })
  await expect(message.locator('.toast__description')).toHaveText(explanation)
  await message.getByRole('button', { name: '关闭' }).click()
  await expect(message).toHaveCount(0)
}

test('in Chinese the engine’s refusals of files are Chinese, reasons included', async ({ studio }) => {
  const { folder } = studio
  await openInChinese(studio)
  const opens = 'Ganvas 可以打开 PNG、JPEG、WebP、AVIF、TIFF、GIF、BMP、SVG、PSD 和 Ganvas 项目。'
  const refused: [name: string, bytes: string, explanation: string][] = [
    ['empty.png', '', `empty.png 是空文件。${opens}`],
    ['letter.png', 'Dear reader, this is no picture.', `letter.png 是纯文本文件。${opens}`],
    [
      'cut.png',
      '\x89PNG\r\n\x1a\n\0\0',
      'cut.png 已损坏或不完整，无法作为 PNG 文件读取。请打开它的其他副本。',
    ],
    ['other.ganvas', 'PK\x03\x04', 'other.ganvas 不包含 Ganvas 项目：文件不完整。'],
  ]
  for (const [name, bytes, explanation] of refused)
    await test.step(name, async () => {
      await writeFile(join(folder, name), bytes, 'latin1')
      await studio.drop(join(folder, name))
      await expectSaid(studio, /无法读取文件/, explanation)
    })
})

test('in Chinese the blend, the disk and the devices speak Chinese too', async ({ studio }) => {
  const { page, folder } = studio
  await openInChinese(studio)

  await test.step('an empty object', async () => {
    await page.keyboard.press('Control+Shift+n')
    await page.keyboard.press('g')
    await page
      .getByRole('tabpanel', { name: '融合' })
      .getByRole('button', { name: '融合', exact: true })
      .click()
    await expectSaid(studio, /融合/, '物体完全透明，没有可融合的内容。')
  })

  await test.step('a folder that is gone', async () => {
    const gone = join(folder, 'gone')
    await mkdir(gone)
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: '名称' }) })
    await dialog.getByRole('button', { name: 'gone', exact: true }).click()
    await expect(page.locator('.file-dialog__folder')).toHaveText(gone)
    await rmdir(gone)
    await dialog.getByRole('textbox', { name: '名称' }).fill('sea')
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    const why = '文件夹不存在。请选择已有的文件夹'
    await expectSaid(studio, /磁盘拒绝写入/, `无法写入 ${join(gone, 'sea.ganvas')}：${why}。`)
  })

  await test.step('devices', async () => {
    await studio.menu('帮助', '关于 Ganvas')
    const reasons = page.getByRole('dialog').locator('.about__devices [data-usable=false] .about__reason')
    expect(await reasons.count()).toBeGreaterThan(0)
    for (const reason of await reasons.allTextContents()) expect(reason).toMatch(/^需要/)
  })
})
