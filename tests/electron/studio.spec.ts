import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, expect, test } from '@playwright/test'
import { hasDisplay } from '../../scripts/lib/browser.mjs'
import { findElectron } from '../../scripts/lib/electron.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const executablePath = findElectron(root)

function whyNot(): string {
  if (!executablePath)
    return "Electron's binary is not on this machine: node node_modules/electron/install.js"
  return hasDisplay() ? '' : 'there is no display for a window; try xvfb-run'
}

test.skip(whyNot() !== '', whyNot())

test('the window opens on the sample, without Node in the page, and closes', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-electron-'))
  const studio = await _electron.launch({
    executablePath: executablePath!,
    args: [root, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), GANVAS_DATA: dataFolder },
  })
  try {
    const page = await studio.firstWindow()
    await expect(page.locator('canvas').first()).toBeVisible()
    expect(page.url()).toBe('app://ganvas/')
    expect(await page.evaluate(() => [typeof require, typeof process])).toEqual(['undefined', 'undefined'])
    await page.evaluate(() => window.open('https://example.org/'))
    expect(studio.windows()).toHaveLength(1)
    const engines = await studio.evaluate(
      ({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Ganvas engine').length,
    )
    expect(engines).toBe(1)
  } finally {
    await studio.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
})
