import type { Page } from '@playwright/test'
import { openShell } from './support/shell.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** Words that are the same in both languages: names, formats, units, keys. */
const shared =
  /\b(Ganvas|Sobel|Scharr|Roberts|Prewitt|PNG|JPEG|JPG|WebP|TIFF|AVIF|GIF|BMP|SVG|PSD|CPU|GPU|CUDA|NVIDIA|DirectML|WebGPU|WEBGPU|Apple|Core ML|GP-GAN|GAN|ONNX|Runtime|sRGB|EXIF|RGB|English|HD|px|MB|GB|KB|kB|ms|dpi|Ctrl|Shift|Alt|Tab|Esc|Enter|Space|Home|End|Del|Delete|Backspace|PgUp|PgDn|F\d+|[A-Z])\b/g

/** Colours, addresses and places of files, which belong to no language. */
const ofNone = /#[0-9a-f]{6}|\bhttps?:\/\/\S+|(?:\/[\w.-]+){2,}/g

/** What a person reads or hears on the page: text, names, placeholders; not keys, nor what the user or a file named. */
const visibleTexts = (page: Page) =>
  page.evaluate(() => {
    const named =
      'kbd, script, style, .layer__name, .layer__button, .tool-form__name, .titlebar__name, [data-own]'
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!
      if (parent.closest(named) || !parent.checkVisibility({ visibilityProperty: true })) continue
      texts.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest(named)) continue
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
    }
    return texts.map((text) => text.trim()).filter(Boolean)
  })

async function expectNoEnglish(page: Page): Promise<void> {
  const english = (await visibleTexts(page)).filter((text) =>
    /[A-Za-z]{2,}/.test(text.replace(ofNone, '').replace(shared, '')),
  )
  expect.soft([...new Set(english)]).toEqual([])
}

/** Text that is wider than the control it stands in, and controls that reach beyond the bar they are in. */
async function expectNothingClipped(page: Page): Promise<void> {
  const clipped = await page.evaluate(() => {
    const found: string[] = []
    const selector =
      'button, label, [role=tab], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=combobox], .field__label, .select__value, .switch-row__label, dt, h2'
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      if (element.closest('.visually-hidden, .layer')) continue
      if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
        found.push(`${element.textContent}: ${element.scrollWidth} in ${element.clientWidth}`)
    }
    for (const bar of document.querySelectorAll<HTMLElement>('.titlebar, .options, .statusbar, .toolbar')) {
      if (bar.scrollWidth > bar.clientWidth + 1)
        found.push(`${bar.className}: ${bar.scrollWidth} in ${bar.clientWidth}`)
      if (bar.scrollHeight > bar.clientHeight + 1)
        found.push(`${bar.className}: ${bar.scrollHeight} high in ${bar.clientHeight}`)
    }
    return found
  })
  expect.soft(clipped).toEqual([])
}

const toolKeys = ['v', 'g', 'm', 'l', 'w', 'q', 'c', 'b', 'e', 'i', 'h'] as const

/** Visits what the studio can show, and checks each. */
async function tour(studio: Studio, check: (page: Page) => Promise<void>): Promise<void> {
  const { page } = studio
  const menus = page.getByRole('menubar').getByRole('menuitem')
  await check(page)
  for (const key of toolKeys)
    await test.step(`tool ${key}`, async () => {
      await page.keyboard.press(key)
      await check(page)
    })
  for (let i = 0; i < (await menus.count()); i++)
    await test.step(`menu ${i + 1}`, async () => {
      await menus.nth(i).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await check(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    })
  for (const keys of [
    'Control+k',
    'Control+,',
    'Control+e',
    'Control+Alt+n',
    'Control+Alt+c',
    'Control+Alt+i',
    'F1',
  ])
    await test.step(`dialog of ${keys}`, async () => {
      await page.keyboard.press(keys)
      await expect(page.getByRole('dialog')).toBeVisible()
      await check(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  await test.step('the Lab', async () => {
    await page.keyboard.press('Control+Alt+l')
    const lab = page.locator('.lab')
    await expect(lab.getByRole('heading', { level: 2 })).toBeVisible()
    await check(page)
    await lab.getByRole('button').last().click()
    for (const radio of await lab.getByRole('radiogroup').first().getByRole('radio').all()) {
      await radio.click()
      await check(page)
    }
    await page.keyboard.press('Escape')
    await expect(lab).toHaveCount(0)
  })
  for (const key of ['F6', 'F8', 'F9', 'F7'])
    await test.step(`panel of ${key}`, async () => {
      await page.keyboard.press(key)
      await check(page)
    })
}

test('in Chinese every word is Chinese and fits at 1280 x 800, and English comes back', async ({
  studio,
}) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  await studio.menu('View', 'Language', '简体中文')
  await expect(page.getByRole('menubar').getByRole('menuitem', { name: '文件' })).toBeVisible()
  await page.getByRole('application').focus()
  await tour(studio, async () => {
    await expectNoEnglish(page)
    await expectNothingClipped(page)
  })
  await test.step('messages, undo and redo too', async () => {
    await page.keyboard.press('Control+Shift+n')
    await page.keyboard.press('F8')
    await expectNoEnglish(page)
  })
  await test.step('and back', async () => {
    await studio.menu('视图', '语言', 'English')
    await expect(page.getByRole('menubar').getByRole('menuitem', { name: 'File', exact: true })).toBeVisible()
    // The menu that was clicked fades out.
    await expect
      .poll(async () => (await visibleTexts(page)).filter((text) => /[\u4e00-\u9fff]/.test(text)))
      .toEqual([])
  })
})

test('nothing is clipped in English at 1280 x 800', async ({ studio }) => {
  await studio.expectLayers('Bird', 'Sky')
  await studio.canvas.focus()
  await tour(studio, expectNothingClipped)
})

test('theme, language and panels survive a restart', async ({ studio, shell, context }) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  await studio.menu('View', 'Theme', 'Dark')
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark')
  await studio.menu('View', 'Language', '简体中文')
  await expect(page.getByRole('tab', { name: '历史记录' })).toBeVisible()
  await page.getByRole('tab', { name: '历史记录' }).click()
  await expect.poll(() => studio.settings()).toMatchObject({ theme: 'dark', language: 'zh-CN' })
  await page.close()
  await shell.close()

  const again = await openShell(shell.folder)
  try {
    const restarted = await studio.inPage(await context.newPage(), again.url)
    await expect(restarted.page.locator(':root')).toHaveAttribute('data-theme', 'dark')
    await expect(restarted.page.locator(':root')).toHaveAttribute('lang', 'zh-CN')
    await expect(restarted.page.getByRole('menuitem', { name: '文件' })).toBeVisible()
  } finally {
    await again.close()
  }
})
