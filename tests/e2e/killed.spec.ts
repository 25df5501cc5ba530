import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Live } from '../../electron/contract/procedures/recovery.ts'
import { expectTabs, openFiles, tab } from './support/documents.ts'
import { plain, writePicture } from './support/pictures.ts'
import { engineOf, openShell } from './support/shell.ts'
import { expect, Studio, test } from './support/studio.ts'

const colors = { red: [200, 40, 30], green: [30, 160, 60], grey: [90, 90, 90], blue: [40, 70, 200] } as const
type Name = keyof typeof colors

/** Opens pictures of one colour in tabs, the first in front, and saves each as a project. */
async function openProjects(studio: Studio, ...names: Name[]): Promise<void> {
  const paths = names.map((name) => join(studio.folder, `${name}.png`))
  for (const [index, path] of paths.entries())
    await writePicture(path, 320, 240, plain(...colors[names[index]!]))
  await openFiles(studio, ...paths)
  await expectTabs(studio, `${names[0]}*`, ...names.slice(1))
  for (const name of names.toReversed()) {
    await tab(studio, name).click()
    await studio.saveProject(name)
    await studio.closeMessages()
  }
  await expectRemembered(studio, [names.map((name) => `${name}.ganvas`)])
}

/** Expects the studio to keep in mind just these files of pages that have something open. */
async function expectRemembered({ folder }: Studio, pages: string[][]): Promise<void> {
  const root = join(folder, 'data', 'pages')
  const files = async (page: string) => {
    const json = await readFile(join(root, page, 'open.json'), 'utf8').catch(() => null)
    return json && (JSON.parse(json) as Live).documents.map(({ file }) => basename(file ?? 'none'))
  }
  const seen = async () => {
    const all = await Promise.all((await readdir(root).catch(() => [])).map(files))
    return all.filter((one) => one !== null)
  }
  await expect.poll(seen).toEqual(pages)
}

test('what was open comes back after the whole program was killed: saved or changed, in order', async ({
  studio,
  shell,
  context,
}) => {
  test.skip(process.platform === 'win32', 'does not find the engine’s process')
  await openProjects(studio, 'red', 'green', 'grey', 'blue')
  await tab(studio, 'green').click()
  await studio.tool('Brush')
  await studio.dragPixels([40, 120], [280, 120])
  await studio.kept()
  await tab(studio, 'blue').click()
  const front = async () => {
    const [page] = await readdir(join(studio.folder, 'data', 'pages'))
    return JSON.parse(await readFile(join(studio.folder, 'data', 'pages', page!, 'open.json'), 'utf8')).front
  }
  await expect.poll(front).toBe(3)

  // At once, so that none hears of the other's end.
  const engine = engineOf(shell)
  for (const pid of [shell.process.pid!, engine]) process.kill(pid, 'SIGKILL')
  await once(shell.process, 'exit')
  await studio.page.close()
  await rm(join(studio.folder, 'grey.ganvas'))

  const next = await openShell(studio.folder)
  try {
    const heir = await studio.inPage(await context.newPage(), next.url)
    const question = heir.page.getByRole('alertdialog', { name: 'Recover unsaved work?' })
    await question.getByRole('button', { name: 'Recover' }).click()
    await expectTabs(heir, 'red', 'green', 'blue*')
    await expect(heir.message('grey.ganvas')).toContainText('no file')
    await heir.expectColor([160, 120], colors.blue)
    await expect(tab(heir, 'blue')).toHaveAccessibleName('blue')
    await tab(heir, 'red').click()
    await heir.expectColor([160, 120], colors.red)
    await tab(heir, 'green').click()
    await expect(tab(heir, 'green')).toHaveAccessibleName('green, not saved')
    await heir.expectColor([160, 120], [0, 0, 0])
    await heir.expectColor([160, 60], colors.green)
    await heir.page.keyboard.press('Control+s')
    await expect(heir.message('Saved “green.ganvas”')).toBeVisible()
    await expectRemembered(heir, [['red.ganvas', 'green.ganvas', 'blue.ganvas']])
  } finally {
    await next.close()
  }
})

test('a browser that is killed loses no tab either; one that is closed leaves nothing', async ({
  shell,
  context,
}, { project }) => {
  const killed = await chromium.launchServer(project.use.launchOptions)
  try {
    const browser = await chromium.connect(killed.wsEndpoint())
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(shell.url)
    await openProjects(new Studio(page, shell.folder), 'red', 'blue')
  } finally {
    await killed.kill()
  }

  const openPage = async () => {
    const page = await context.newPage()
    await page.goto(shell.url)
    return new Studio(page, shell.folder)
  }
  const heir = await openPage()
  await expectTabs(heir, 'red*', 'blue')
  await expectRemembered(heir, [['red.ganvas', 'blue.ganvas']])
  await heir.page.reload()
  await expectTabs(heir, 'red*', 'blue')
  await expectRemembered(heir, [['red.ganvas', 'blue.ganvas']])

  await heir.page.close({ runBeforeUnload: true })
  await expectRemembered(heir, [])
  const clean = await openPage()
  await clean.expectLayers('Bird', 'Sky')
  await expect(clean.page.getByRole('alertdialog')).toHaveCount(0)
})

test('a studio that is ended in order starts clean', async ({ studio, shell, context }) => {
  await openProjects(studio, 'red')
  await shell.close()
  await expectRemembered(studio, [])
  const next = await openShell(studio.folder)
  try {
    const clean = await studio.inPage(await context.newPage(), next.url)
    await clean.expectLayers('Bird', 'Sky')
  } finally {
    await next.close()
  }
})
