import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawingModel, installFiles, styleModel } from './model.fixture.ts'
import { Translators } from './translators.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-translators-'))
  await installFiles(folder, drawingModel('drawing'))
  await installFiles(folder, styleModel('style'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a model is read once, and anew when a file of it was exchanged', async () => {
  const translators = new Translators()
  const first = await translators.open(folder, 'drawing')
  expect(await translators.open(folder, 'drawing')).toBe(first)
  const { files, manifest } = drawingModel('drawing')
  const title = { en: 'Other', 'zh-CN': 'Other' }
  await installFiles(folder, { files, manifest: { ...manifest, title } })
  const second = await translators.open(folder, 'drawing')
  expect(second.version).not.toBe(first.version)
  // What does not fit its manifest is noticed too.
  await writeFile(join(folder, 'drawing', 'generator.onnx'), 'something else')
  await expect(translators.open(folder, 'drawing')).rejects.toMatchObject({ code: 'unreadable-file' })
  await expect(translators.open(folder, 'drawing')).rejects.toMatchObject({ code: 'unreadable-file' })
  // And that it was put back.
  await installFiles(folder, { files, manifest })
  expect((await translators.open(folder, 'drawing')).version).toBe(first.version)
})

test('the networks of a style come with it, and no more models are kept than asked for', async () => {
  const translators = new Translators(1)
  const style = await translators.open(folder, 'style')
  expect(style.files.reverse).toBeInstanceOf(Uint8Array)
  await installFiles(folder, drawingModel('drawing'))
  await translators.open(folder, 'drawing')
  expect(await translators.open(folder, 'style')).not.toBe(style)
})
