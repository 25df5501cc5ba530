import { join } from 'node:path'
import { TINT_MODEL, tintNetwork } from '../../electron/engine/models/model.fixture.ts'
import { hashOf, servedName } from '../../electron/engine/serving/names.ts'
import { type TestNetwork, TestServer } from '../../electron/engine/serving/server.fixture.ts'
import { plain, writePicture } from './support/pictures.ts'
import { expect, test } from './support/studio.ts'
import { installTint } from './support/translators.ts'

/** The orange tint as a server has it: two planes, a* = 20 and b* = 30. */
const tint: TestNetwork = {
  ...servedName(TINT_MODEL, 'generator', hashOf(tintNetwork(20, 30))),
  inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 1, -1, -1] }],
  outputs: [{ name: 'output', datatype: 'FP32', shape: [-1, 2, -1, -1] }],
  async compute({ input }) {
    const [batch = 1, , height = 1, width = 1] = input!.shape
    const count = height * width
    const data = Float32Array.from({ length: 2 * count * batch }, (_, i) =>
      Math.floor(i / count) % 2 === 0 ? 20 / 110 : 30 / 110,
    )
    return { output: { data, shape: [batch, 2, height, width] } }
  },
}

let server: TestServer
test.beforeEach(async () => {
  server = await TestServer.start([tint], { token: 'open sesame' })
})
test.afterEach(() => server.kill())

test('a server is entered, chosen, and shown by its address while it computes', async ({ studio }, info) => {
  const { page, folder } = studio
  await installTint(folder)
  await writePicture(join(folder, 'grey.png'), 320, 240, plain(128, 128, 128))
  await studio.open(join(folder, 'grey.png'))
  await studio.menu('File', 'Settings…')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const add = dialog.getByRole('button', { name: 'Test and add' })
  await expect(add).toBeDisabled()
  await dialog.getByLabel('Address').fill(server.address)
  await dialog.getByLabel('Token, if it wants one').fill('open barley')
  await add.click()
  await expect(studio.message(/refuses the token \(HTTP 401\)/)).toBeVisible()
  await studio.closeMessages()
  await dialog.getByLabel('Token, if it wants one').fill('open sesame')
  await add.click()
  await expect(dialog.getByText(/answers \(test 1\)\. It has 1 of the \d+ networks/)).toBeVisible()
  await expect(dialog.getByText('token in a file that only you can read')).toBeVisible()
  // Nothing goes there until it is chosen.
  expect(server.asked).toBe(0)
  await page.getByRole('combobox', { name: 'Device' }).click()
  await page.getByRole('option', { name: `Server ${server.address}` }).click()
  await expect(dialog.getByText('In use: Server')).toBeVisible()
  await dialog.screenshot({ path: info.outputPath('settings.png') })
  await page.keyboard.press('Escape')

  const host = new URL(server.address).host
  const status = page.getByRole('contentinfo')
  await expect(status.getByText(host, { exact: true })).toBeVisible()
  await page.keyboard.press('r')
  await studio.choose('Model', 'Tint')
  server.always({ kind: 'slow', milliseconds: 1500 })
  await page
    .getByRole('tabpanel', { name: 'Repaint' })
    .getByRole('button', { name: 'Repaint', exact: true })
    .click()
  await expect(status.getByText(`Sending to ${server.address}`)).toBeAttached()
  await status.screenshot({ path: info.outputPath('status.png') })
  server.always(null)
  await expect(studio.message(/Repainted in/)).toBeVisible()
  await expect(status.getByText(`Networks are computed on ${server.address}`)).toBeAttached()
  expect(server.asked).toBeGreaterThan(2)
  const [red = 0, , blue = 0] = await studio.color(160, 120)
  expect(red - blue).toBeGreaterThan(40)
})

test('plain HTTP to another machine is sent nothing before that is confirmed', async ({ studio }) => {
  const { page } = studio
  await studio.menu('File', 'Settings…')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByLabel('Address').fill('machine.invalid:8000')
  await dialog.getByRole('button', { name: 'Test and add' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('over http:// everybody on the way can read the pictures')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByText('http://machine.invalid:8000')).toBeHidden()
})
