import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import * as op from '../../electron/graph/builder.ts'
import { writeOnnx } from '../../electron/graph/onnx/write.ts'
import { newGraph } from '../../electron/graph/operators/index.ts'
import { float32 } from '../../electron/graph/tensor.ts'
import { discs } from '../../electron/tools/sketch/generator.fixture.ts'
import { settled as still } from './support/accessible.ts'
import { ramps, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const golden = (name: string) => join('tests/golden/import', name)

const dialogOf = ({ page }: Studio) => page.getByRole('dialog', { name: 'Import a model' })

/** Waits for the sample, which takes the page's time. */
const opened = (studio: Studio) => expect(studio.canvas).toBeVisible()

/** File, Import a model, and the browser's own dialog answered with a file. */
async function chooseModel(studio: Studio, path: string): Promise<void> {
  await opened(studio)
  const chosen = studio.page.waitForEvent('filechooser')
  await studio.menu('File', 'Import a model…')
  await (await chosen).setFiles(path)
}

const settled = (studio: Studio) => expect(dialogOf(studio).getByText(/Numbers from/)).toBeVisible()

async function expectAccessible({ page }: Studio): Promise<void> {
  await still(page)
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

test("a stranger's style is tried out, corrected, installed and painted with", async ({ studio }) => {
  // Two analyses by axe, and some ten runs of networks.
  test.slow()
  const { page, folder } = studio
  await writePicture(join(folder, 'ramp.png'), 200, 140, ramps(200, 140))
  await opened(studio)
  await studio.open(join(folder, 'ramp.png'))
  await chooseModel(studio, golden('resnet9-eval-20-dynamo.onnx'))
  const dialog = dialogOf(studio)
  await settled(studio)
  await expect(dialog.getByRole('combobox', { name: 'Kind' })).toHaveText(/Style/)
  await expect(dialog.getByRole('combobox', { name: 'Sizes' })).toHaveText(/multiple of 4/)
  await expect(dialog.getByText('The network ends in Tanh.')).toBeVisible()
  await expect(dialog.getByText(/Compared with resnet9-eval-20-dynamo.onnx .* the same/)).toBeVisible()
  await expectAccessible(studio)

  await test.step('a correction is tried out at once', async () => {
    const status = dialog.getByText(/Numbers from/)
    const before = await status.textContent()
    await studio.choose('Output range', '0 to 255')
    await expect(dialog.getByText('Corrected by you.')).toBeVisible()
    await expect.poll(() => status.textContent()).not.toBe(before)
    await expect(dialog.getByText(/What came out is one flat colour/)).toBeVisible()
    await studio.choose('Output range', '−1 to 1')
    await expect(dialog.getByText('Corrected by you.')).toHaveCount(0)
    await settled(studio)
  })

  await test.step('on the layer as well as on the sample', async () => {
    await dialog.getByRole('button', { name: 'Active layer' }).click()
    await expect(dialog.getByText(/^36\d × 256 px/)).toBeVisible()
  })

  await dialog.getByRole('button', { name: 'Next' }).click()
  const naming = page.getByRole('dialog', { name: 'Name the model' })
  await expect(naming.getByRole('button', { name: 'Install' })).toBeDisabled()
  await naming.getByRole('textbox', { name: 'Title' }).fill('Stranger')
  await naming.getByRole('textbox', { name: 'Name in commands' }).fill('translate-gray-color-128')
  await naming.getByRole('textbox', { name: 'Licence of the weights' }).fill('MIT')
  await expect(naming.getByText(/came with Ganvas and stays/)).toBeVisible()
  await expect(naming.getByRole('button', { name: 'Install' })).toBeDisabled()
  await naming.getByRole('textbox', { name: 'Name in commands' }).fill('stranger')
  await expectAccessible(studio)
  await naming.getByRole('button', { name: 'Install' }).click()
  await expect(studio.message('“Stranger” is installed')).toBeVisible()
  const manifest = JSON.parse(await readFile(join(folder, 'data/models/stranger/manifest.json'), 'utf8'))
  expect(manifest).toMatchObject({
    id: 'stranger',
    licence: { weights: 'MIT' },
    translation: { kind: 'style' },
  })

  await test.step('Translate has it chosen, and paints the picture anew at its own size', async () => {
    await studio.closeMessages()
    const original = await studio.color(100, 70)
    await page.keyboard.press('r')
    const panel = page.getByRole('tabpanel', { name: 'Repaint' })
    await expect(panel.getByRole('combobox', { name: 'Model' })).toHaveText(/Stranger/)
    await panel.getByRole('button', { name: 'Repaint', exact: true }).click()
    await expect(studio.message(/Repainted in .* at 200 × 140 px/)).toBeVisible()
    await studio.expectLayers('ramp repainted', 'ramp')
    expect(await studio.color(100, 70)).not.toEqual(original)
  })

  await test.step('the list of models has it, with its card, until it is removed', async () => {
    await studio.closeMessages()
    await studio.menu('File', 'Models…')
    const list = page.getByRole('dialog', { name: 'Models' })
    const row = list.getByRole('listitem').filter({ hasText: 'Stranger' })
    await expect(row).toContainText('Licence: MIT')
    await expectAccessible(studio)
    await row.getByRole('button', { name: 'Card of “Stranger”' }).click()
    await expect(page.getByRole('document', { name: 'Card of “Stranger”' })).toContainText(
      'Imported from resnet9-eval-20-dynamo.onnx',
    )
    await page.keyboard.press('Escape')
    await row.getByRole('button', { name: 'Remove “Stranger”' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(row).toHaveCount(0)
    await expect(list.getByRole('listitem').first()).toBeVisible()
  })
})

test('a U-Net in training mode warns, and offers variations and mends', async ({ studio }) => {
  test.slow()
  await chooseModel(studio, golden('unet256-train-17.onnx'))
  const dialog = dialogOf(studio)
  await settled(studio)
  await expect(dialog.getByText(/exported in training mode/)).toBeVisible()
  const status = dialog.getByText(/Numbers from/)
  const first = await status.textContent()
  await dialog.getByRole('button', { name: 'Another variation' }).click()
  await expect.poll(() => status.textContent()).not.toBe(first)
  await dialog.getByRole('button', { name: 'Turn dropout off' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Dropout' })).toHaveText(/Off/)
  await expect(dialog.getByRole('button', { name: 'Another variation' })).toHaveCount(0)
})

test('a file that cannot be imported says why, and another one can be chosen', async ({ studio }) => {
  const { page, folder } = studio
  const graph = newGraph()
  const inputs = ['one', 'two', 'three', 'four', 'five'].map((name) =>
    graph.input(name, 'float32', [1, 3, 8, 8]),
  )
  graph.output('sum', op.add(inputs.reduce(op.add), graph.constant(float32([1], [1]))))
  await writeFile(join(folder, 'five.onnx'), writeOnnx(graph).model)
  await chooseModel(studio, join(folder, 'five.onnx'))
  const dialog = dialogOf(studio)
  await expect(dialog.getByText('five.onnx has 5 inputs (one, two, three, four, five)')).toBeVisible()
  await writeFile(join(folder, 'text.onnx'), 'no model at all')
  const chosen = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose another file' }).click()
  await (await chosen).setFiles(join(folder, 'text.onnx'))
  await expect(dialog.getByText(/text.onnx is no ONNX model/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('a generator from elsewhere is looked at, named, installed and sketched with', async ({ studio }) => {
  const { page, folder } = studio
  await writeFile(join(folder, 'elsewhere.onnx'), discs({ words: true }).files.generator)
  await writePicture(join(folder, 'paper.png'), 64, 64, ramps(64, 64))
  await opened(studio)
  await studio.open(join(folder, 'paper.png'))
  await chooseModel(studio, join(folder, 'elsewhere.onnx'))
  const dialog = dialogOf(studio)
  await expect(dialog.getByRole('img', { name: 'Draw 8' })).toBeVisible()
  await expect(dialog.getByText(/8 numbers become 16 × 16 px/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Names of its 3 classes' }).fill('crimson, navy, dark')
  await expectAccessible(studio)
  await dialog.getByRole('button', { name: 'Next' }).click()
  const naming = page.getByRole('dialog', { name: 'Name the model' })
  await naming.getByRole('textbox', { name: 'Licence of the weights' }).fill('CC0-1.0')
  await naming.getByRole('button', { name: 'Install' }).click()
  await expect(studio.message('“Elsewhere” is installed, and chosen in Sketch')).toBeVisible()
  await page.keyboard.press('s')
  const panel = page.getByRole('tabpanel', { name: 'Sketch' })
  await expect(panel.getByRole('combobox', { name: 'Generator' })).toHaveText('Elsewhere')
  await page.getByRole('button', { name: 'Begin a sketch' }).click()
  await expect(panel.getByRole('button', { name: 'Answer 1', exact: true })).toBeVisible()
  await panel.getByRole('textbox', { name: 'In words' }).fill('navy')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('combobox', { name: 'What' }).first()).toHaveText('navy')
})
