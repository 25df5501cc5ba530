import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packProject } from '../../electron/engine/project/save.ts'
import { composite } from '../../renderer/document/composite.ts'
import { openSession } from '../../renderer/document/create.ts'
import { installMemoryCanvas } from '../../renderer/document/testing/memoryCanvas.fixture.ts'
import { countFrames, shownPixels } from './support/canvasPixels.ts'
import { type RandomDocument, randomDocuments, SIZE } from './support/randomDocument.ts'
import { expect, type Studio, test } from './support/studio.ts'

const DOCUMENTS = 12
/** Colours that a canvas rounds once a layer, where the document's own compositor rounds them too, but elsewhere. */
const ROUNDING = 8

/** The document as it is exported: by the compositor of `renderer/document/`. */
function exported({ document, rasters }: RandomDocument): Uint8Array {
  installMemoryCanvas()
  return composite(openSession({ kind: 'document', document, rasters, notices: [] })).data
}

async function open(studio: Studio, { document, rasters }: RandomDocument): Promise<void> {
  const path = join(studio.folder, `${document.name}.ganvas`)
  await writeFile(path, await packProject(document, rasters, rasters['raster-layer-0']!))
  await studio.menu('File', 'Close')
  await expect(studio.page.getByText('Start with a picture')).toBeVisible()
  await studio.drop(path)
  await expect(studio.page.getByText(`${SIZE.width} × ${SIZE.height}`)).toBeVisible()
  await studio.page.keyboard.press('Control+1')
}

const differences = (p: Uint8Array, q: Uint8Array) => p.map((value, i) => Math.abs(value - q[i]!))

test('what the canvas shows of a document is what is exported of it', async ({ studio }) => {
  await expect(studio.page.getByRole('treeitem', { name: /Bird/ })).toBeVisible()
  await countFrames(studio.page)
  for (const random of randomDocuments(DOCUMENTS)) {
    const expected = exported(random)
    await open(studio, random)
    await expect
      .poll(async () => Math.max(...differences(await shownPixels(studio.page, SIZE), expected)), {
        message: JSON.stringify(random.document),
      })
      .toBeLessThanOrEqual(ROUNDING)
  }
})
