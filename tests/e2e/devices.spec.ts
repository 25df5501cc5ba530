import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openShell } from './support/shell.ts'
import { expect, Studio, test } from './support/studio.ts'

const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json'

/** How many networks come with Ganvas; some models have two. */
const bundledNetworks = (): number =>
  readdirSync('models').flatMap((id) =>
    readdirSync(join('models', id)).filter((name) => name.endsWith('.onnx')),
  ).length

test('devices are compared with the processor, network by network, and the table says which of them computes', async ({
  page,
}, info) => {
  test.skip(!existsSync(DRIVER), 'needs the Vulkan driver of Debian’s chromium, and libvulkan1')
  test.slow()
  const shell = await openShell(info.outputPath('home'), { VK_ICD_FILENAMES: DRIVER })
  await page.goto(shell.url)
  const studio = new Studio(page, shell.folder)
  await studio.menu('File', 'Settings…')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('button', { name: 'Compare with the processor' }).click()
  // A driver by software compiles some seconds for each network.
  const rows = dialog.locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(bundledNetworks(), { timeout: 300_000 })
  await expect(dialog.getByRole('rowheader', { name: /in reverse/ })).toBeVisible()
  // Whatever is decided, each line says who computes.
  for (const row of await rows.all())
    await expect(row.getByRole('cell').last()).toHaveText(/Graphics card \(WebGPU\)|Processor: the device/)
  await shell.close()
})
