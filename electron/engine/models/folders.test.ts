import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Settings } from '../../contract/procedures/app.ts'
import type { CallContext } from '../../contract/server.ts'
import { createModelHandlers } from '../procedures/models.ts'
import { openModelFolders } from './folders.ts'
import { installModel, manifestOf, offsetNetwork } from './model.fixture.ts'

const model = offsetNetwork(-0.5)
const context: CallContext = { signal: new AbortController().signal, emit() {} }

let folder = ''
let stored: Settings
const at = (...names: string[]) => join(folder, ...names)
const open = () =>
  openModelFolders(at('bundled'), at('usual'), {
    get: () => stored,
    set: (changes) => {
      stored = Settings.parse({ ...stored, ...changes })
      return stored
    },
  })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-folders-'))
  stored = Settings.parse({})
  await installModel(at('bundled'), model)
  await installModel(at('usual'), model, { ...manifestOf(model), id: 'mine' }, 'mine')
  await writeFile(at('usual', 'mine', 'CARD.md'), '# mine')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test("the user's models move as a whole, stay there when Ganvas starts again, and move back", async () => {
  const folders = open()
  const handlers = createModelHandlers(folders)
  expect(await handlers['models.move']({ folder: at('else', 'where') }, context)).toEqual({
    folder: at('else', 'where'),
  })
  expect(await readdir(at('usual'))).toEqual([])
  expect(folders.all).toEqual([at('bundled'), at('else', 'where')])
  expect(open().own()).toBe(at('else', 'where'))
  const { models } = await handlers['models.list']({}, context)
  expect(models.map(({ id, own, folder: home }) => [id, own, home])).toEqual([
    ['blend-gpgan-64', false, at('bundled', 'blend-gpgan-64')],
    ['mine', true, at('else', 'where', 'mine')],
  ])
  expect(models[1]!.bytes).toBeGreaterThan(model.length)
  await folders.move('')
  expect(await readdir(at('usual'))).toEqual(['mine'])
  expect(stored.modelsFolder).toBe('')
})

test('a move that cannot be made says why, and moves nothing', async () => {
  const folders = open()
  await expect(folders.move('here')).rejects.toThrow('"here" is no full path')
  await expect(folders.move(at('usual', 'deeper'))).rejects.toThrow('lies inside the present one')
  await mkdir(at('full', 'mine'), { recursive: true })
  await expect(folders.move(at('full'))).rejects.toMatchObject({ code: 'exists' })
  await writeFile(at('file'), '')
  await expect(folders.move(at('file', 'models'))).rejects.toMatchObject({ code: 'disk' })
  expect(folders.own()).toBe(at('usual'))
  expect(await readdir(at('usual'))).toEqual(['mine'])
})

test('own models are removed, and those that came with Ganvas are not', async () => {
  const handlers = createModelHandlers(open())
  const remove = async (id: string) => handlers['models.remove']({ id }, context)
  await expect(remove('blend-gpgan-64')).rejects.toThrow('came with Ganvas and stays')
  await expect(remove('nowhere')).rejects.toMatchObject({ code: 'unavailable' })
  await remove('mine')
  expect(await readdir(at('usual'))).toEqual([])
})

test('a model is exported with its card, once it is what its manifest says', async () => {
  const handlers = createModelHandlers(open())
  const exported = async (overwrite = false) =>
    handlers['models.export']({ id: 'mine', folder: at('out'), overwrite }, context)
  const { files, bytes } = await exported()
  expect(files).toEqual(['generator.onnx', 'CARD.md', 'manifest.json'].map((name) => at('out', name)))
  expect(bytes).toBeGreaterThan(model.length)
  expect(Buffer.compare(await readFile(at('out', 'generator.onnx')), model)).toBe(0)
  await expect(exported()).rejects.toMatchObject({ code: 'exists' })
  await exported(true)
  expect((await handlers['models.card']({ id: 'mine' }, context)).markdown).toBe('# mine')
  await writeFile(at('usual', 'mine', 'generator.onnx'), 'another')
  await expect(exported(true)).rejects.toMatchObject({ code: 'unreadable-file' })
})
