import type { Page } from '@playwright/test'
import { expectAccessible, settled } from './support/accessible.ts'
import { expect, type Studio, test } from './support/studio.ts'

const tools = [
  'Move',
  'Blend',
  'Repaint',
  'Rectangle select',
  'Magic wand',
  'Crop',
  'Brush',
  'Eraser',
  'Paint bucket',
  'Eyedropper',
  'Hand',
] as const

/** The menu entries that open a dialog, with the dialog's name in both languages. */
const dialogs = [
  { entry: ['File', 'New…'], chinese: ['文件', '新建…'] },
  { entry: ['File', 'Export…'], chinese: ['文件', '导出…'] },
  { entry: ['File', 'Save as…'], chinese: ['文件', '另存为…'] },
  { entry: ['File', 'Settings…'], chinese: ['文件', '设置…'] },
  { entry: ['Image', 'Canvas size…'], chinese: ['图像', '画布大小…'] },
  { entry: ['Image', 'Image size…'], chinese: ['图像', '图像大小…'] },
  { entry: ['Help', 'Keyboard shortcuts'], chinese: ['帮助', '键盘快捷键'] },
  { entry: ['Help', 'Third-party notices'], chinese: ['帮助', '第三方声明'] },
  { entry: ['Help', 'About Ganvas'], chinese: ['帮助', '关于 Ganvas'] },
] as const

async function everyScreen(studio: Studio, language: 'entry' | 'chinese'): Promise<void> {
  const { page } = studio
  await test.step('the sample, whole', () => expectAccessible(page))
  for (const dialog of dialogs)
    await test.step(dialog.entry.at(-1)!, async () => {
      await studio.menu(...dialog[language])
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, '[role=dialog]')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    })
  await test.step('the command palette', async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, '[role=dialog]')
    await page.keyboard.press('Escape')
    // Until it is gone, keys are its own.
    await expect(page.getByRole('dialog')).toBeHidden()
  })
  await test.step('the Lab, without trainings and with the form for one', async () => {
    await page.keyboard.press('Control+Alt+l')
    const lab = page.locator('.lab')
    await expect(lab.getByRole('heading', { level: 2 })).toBeVisible()
    await expectAccessible(page, '.lab')
    await lab.getByRole('button').last().click()
    await expect(lab.getByRole('radiogroup')).toHaveCount(2)
    await expectAccessible(page, '.lab')
    await page.keyboard.press('Escape')
    await expect(lab).toHaveCount(0)
  })
  await test.step('a menu', async () => {
    await studio.menu(language === 'entry' ? 'Layer' : '图层')
    await expectAccessible(page, '[role=menu]')
    await page.keyboard.press('Escape')
  })
}

for (const theme of ['Light', 'Dark'] as const)
  test(`axe finds nothing serious on any screen, ${theme.toLowerCase()}`, async ({ studio }) => {
    // Some twenty-five analyses, of a second or more each.
    test.slow()
    const { page } = studio
    await studio.expectLayers('Bird', 'Sky')
    if ((await page.locator(':root').getAttribute('data-theme')) !== theme.toLowerCase())
      await page.getByRole('button', { name: theme, exact: true }).click()
    await expect(page.locator(':root')).toHaveAttribute('data-theme', theme.toLowerCase())
    await everyScreen(studio, 'entry')

    await test.step('what each tool can be told', async () => {
      for (const tool of tools) {
        await studio.tool(tool)
        await expect(page.getByRole('region', { name: `Options of ${tool}` })).toBeVisible()
        await expectAccessible(page, '.options')
      }
    })
    await test.step('history, masks and colours', async () => {
      for (const tab of ['History', 'Masks', 'Layers']) {
        await page.getByRole('tab', { name: tab }).click()
        await expectAccessible(page, '.side')
      }
    })
    await test.step('nothing open', async () => {
      await studio.menu('File', 'Close')
      await expect(page.getByText('Start with a picture')).toBeVisible()
      await expectAccessible(page)
    })
  })

test('axe finds nothing serious in Chinese either', async ({ studio }) => {
  await studio.expectLayers('Bird', 'Sky')
  await studio.menu('View', 'Language', '简体中文')
  await expect(studio.page.locator(':root')).toHaveAttribute('lang', 'zh-CN')
  await everyScreen(studio, 'chinese')
})

/** What has the focus, as a screen reader would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    if (!element || element === document.body) return null
    const style = getComputedStyle(element)
    const shownOn = element.matches('input[type=range]') ? element.parentElement! : element
    const around = getComputedStyle(shownOn)
    const ring = [style, around, getComputedStyle(element.parentElement!)].some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    )
    const mark = getComputedStyle(element, '::after')
    return {
      ring: ring || (mark.content !== 'none' && mark.backgroundColor !== 'rgba(0, 0, 0, 0)'),
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      panel: element.closest('header, nav, [aria-label], footer')?.className.split(' ')[0] ?? '',
      html: element.outerHTML.slice(0, 120),
    }
  })

test('Tab reaches every part of the studio and shows where it is', async ({ studio }) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  const roles = new Set<string>()
  const unseen: string[] = []
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    await settled(page)
    const at = await focused(page)
    if (!at) break
    roles.add(at.role)
    if (!at.ring && at.role !== 'application') unseen.push(at.html)
    const seen = page.locator(':focus')
    expect(await seen.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
  }
  expect(unseen).toEqual([])
  for (const role of [
    'menuitem',
    'button',
    'switch',
    'application',
    'separator',
    'tab',
    'combobox',
    'treeitem',
  ])
    expect([...roles]).toContain(role)
})

test('a whole job by keyboard: find a command, run it, choose and change a layer, leave dialogs', async ({
  studio,
}) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')

  await test.step('the palette finds and runs a command', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('new layer')
    await page.keyboard.press('Enter')
    await studio.expectLayers('Layer', 'Bird', 'Sky')
  })

  await test.step('the layers by arrows: show, rename, reorder, delete', async () => {
    await page.keyboard.press('F7')
    await studio.layer('Layer').focus()
    await page.keyboard.press('ArrowDown')
    await expect(studio.layer('Bird')).toBeFocused()
    await expect(studio.layer('Bird')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Show “Bird”' })).toBeVisible()
    await page.keyboard.press('F2')
    await page.keyboard.type('Gull')
    await page.keyboard.press('Enter')
    await studio.expectLayers('Layer', 'Gull', 'Sky')
    await expect(studio.layer('Gull')).toBeFocused()
    await page.keyboard.press('Alt+ArrowDown')
    await studio.expectLayers('Layer', 'Sky', 'Gull')
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await studio.expectLayers('Sky', 'Gull')
  })

  await test.step('menus by arrows', async () => {
    await page.getByRole('menuitem', { name: 'File' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: /^Undo/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await studio.expectLayers('Layer', 'Sky', 'Gull')
  })

  await test.step('a dialog keeps the focus, Escape leaves it and gives the focus back', async () => {
    await studio.canvas.focus()
    await page.keyboard.press('Control+,')
    const dialog = page.getByRole('dialog', { name: 'Settings' })
    await expect(dialog).toBeVisible()
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(studio.canvas).toBeFocused()
  })
})
