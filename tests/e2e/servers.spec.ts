import { join } from 'node:path'
import { TINT_MODEL, tintNetwork } from '../../electron/engine/models/model.fixture.ts'
import { hashOf, servedName } from '../../electron/engine/serving/names.ts'
import { type TestNetwork, TestServer } from '../../electron/engine/serving/server.fixture.ts'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'
import { installTint } from './support/translators.ts'

/** The orange tint as a server has it: two planes, a* = 20 and b* = 30. */
const tint: TestNetwork = {
  ...servedName(TINT_MODEL, 'generator', hashOf(tintNetwork(20, 30))),
  inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 1, -1, -1] }],
  outputs: [{ name: 'output', datatype: 'FP32', shape: [-1, 2, -1, -1] }],
  async compute({ input }) {
    await gate
    const [batch = 1, , height = 1, width = 1] = input!.shape
    const count = height * width
    const data = Float32Array.from({ length: 2 * count * batch }, (_, i) =>
      Math.floor(i / count) % 2 === 0 ? 20 / 110 : 30 / 110,
    )
    return { output: { data, shape: [batch, 2, height, width] } }
  },
}

/** What the server waits for before it answers. */
let gate = Promise.resolve()

let server: TestServer
test.beforeEach(async () => {
  gate = Promise.resolve()
  server = await TestServer.start([tint], { token: 'open sesame' })
})
test.afterEach(() => server.kill())

async function chooseDevice(studio: Studio, name: string) {
  const { page } = studio
  await studio.menu('File', 'Settings…')
  await page.getByRole('combobox', { name: 'Device' }).click()
  await page.getByRole('option', { name }).click()
  await expect(page.getByText(`In use: ${name.split(' ')[0]}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toHaveCount(0)
}

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
  await page.keyboard.press('Escape')
  await chooseDevice(studio, `Server ${server.address}`)

  const host = new URL(server.address).host
  const status = page.getByRole('contentinfo')
  await expect(status.getByText(host, { exact: true })).toBeVisible()
  await page.keyboard.press('r')
  await studio.choose('Model', 'Tint')
  let answer = () => {}
  gate = new Promise((resolve) => {
    answer = resolve
  })
  await page
    .getByRole('tabpanel', { name: 'Repaint' })
    .getByRole('button', { name: 'Repaint', exact: true })
    .click()
  const sending = status.locator('[data-sending=true]')
  await expect(status.getByText(`Sending to ${server.address}`)).toBeAttached()
  await expect(sending).toContainText(host)
  await sending.screenshot({ path: info.outputPath('sending-light.png') })
  await studio.menu('View', 'Theme', 'Dark')
  await status.screenshot({ path: info.outputPath('sending-dark.png') })
  await studio.menu('View', 'Language', '简体中文')
  await expect(status.getByText(`正在发送到 ${server.address}`)).toBeAttached()
  await page.screenshot({ path: info.outputPath('sending-dark-chinese.png') })
  await studio.menu('视图', '主题', '浅色')
  await page.screenshot({ path: info.outputPath('sending-light-chinese.png') })
  await studio.menu('视图', '语言', 'English')
  // Another device is chosen, and what was begun is still sent.
  await chooseDevice(studio, 'Processor')
  await expect(sending).toContainText(host)
  answer()
  await expect(studio.message(/Repainted in/)).toBeVisible()
  await expect(sending).toHaveCount(0)
  await expect(status.getByText(host)).toHaveCount(0)
  await chooseDevice(studio, `Server ${server.address}`)
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

test('the servers of the settings are told in both languages and themes', async ({ studio }, info) => {
  const { page } = studio
  await studio.menu('File', 'Settings…')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByLabel('Address').fill(server.address)
  await dialog.getByLabel('Token, if it wants one').fill('open sesame')
  await dialog.getByRole('button', { name: 'Test and add' }).click()
  await expect(dialog.getByText(/answers \(test 1\)/)).toBeVisible()
  await dialog.screenshot({ path: info.outputPath('settings.png') })
  await page.keyboard.press('Escape')
  await studio.menu('View', 'Theme', 'Dark')
  await studio.menu('View', 'Language', '简体中文')
  await studio.menu('文件', '设置…')
  const chinese = page.getByRole('dialog', { name: '设置' })
  await chinese.getByRole('button', { name: '测试', exact: true }).click()
  await expect(chinese.getByText(`${server.address} 有响应（test 1）`)).toBeVisible()
  await chinese.screenshot({ path: info.outputPath('settings-dark-chinese.png') })
})
