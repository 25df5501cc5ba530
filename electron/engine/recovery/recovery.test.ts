import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DocumentData } from '../contract/document.ts'
import { documentOf, layerDefaults, noise } from '../imaging/codecs/fixtures.ts'
import { createRecoveryHandlers } from './recovery.ts'

let dataFolder: string
let recovery: ReturnType<typeof createRecoveryHandlers>
const context = { signal: new AbortController().signal, emit: () => {} }
const document: DocumentData = documentOf(6, 5, [{ ...layerDefaults('photo'), kind: 'paint' }])
const documentId = 'document'
const raster = 'photo-raster'

beforeEach(async () => {
  dataFolder = await fs.mkdtemp(join(tmpdir(), 'ganvas-recovery-'))
  recovery = createRecoveryHandlers({ dataFolder })
})
afterEach(() => fs.rm(dataFolder, { recursive: true }))

const put = (version: number, seed = version, id = documentId) =>
  recovery['recovery.putRaster']({ documentId: id, raster, version, pixels: noise(6, 5, 4, seed) }, context)
const commit = (version: number, id = documentId) =>
  recovery['recovery.commit']({ documentId: id, document, versions: { [raster]: version } }, context)
const entries = async () => (await recovery['recovery.list']({}, context)).entries
const open = async (id = documentId) => {
  const opened = await recovery['recovery.open']({ documentId: id }, context)
  if (opened.kind !== 'document') throw new Error('expected a document')
  return opened
}
const files = () => fs.readdir(join(dataFolder, 'recovery', documentId))

describe('autosave', () => {
  it('gives back what was committed', async () => {
    await put(0)
    await recovery['recovery.commit'](
      { documentId, document, versions: { [raster]: 0 }, projectPath: '/p/a.ganvas' },
      context,
    )
    expect(await entries()).toEqual([
      { documentId, name: 'Document', savedAt: expect.any(Number), projectPath: '/p/a.ganvas' },
    ])
    expect(await open()).toEqual({
      kind: 'document',
      document,
      rasters: { [raster]: noise(6, 5, 4, 0) },
      notices: [],
      projectPath: '/p/a.ganvas',
    })
  })

  it('keeps the last commit when a crash falls between rasters and commit', async () => {
    await put(0)
    await commit(0)
    await put(1)
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 0))
  })

  it('keeps the last commit when a reloaded page counts versions from 0 again', async () => {
    await put(0, 7)
    await commit(0)
    await put(0, 8)
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 7))
    await commit(0)
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 8))
  })

  it('removes older versions once committed', async () => {
    for (const version of [0, 1, 2]) {
      await put(version)
      await commit(version)
    }
    expect(await files()).toHaveLength(2)
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 2))
  })

  it('refuses a commit of a raster that was never put, and keeps the last one', async () => {
    await put(0)
    await commit(0)
    await expect(commit(5)).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 0))
  })

  it('keeps several documents apart, newest first', async () => {
    for (const id of ['first', 'second']) {
      await put(0, 1, id)
      await commit(0, id)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    expect((await entries()).map((entry) => entry.documentId)).toEqual(['second', 'first'])
    await recovery['recovery.discard']({ documentId: 'second' }, context)
    expect((await entries()).map((entry) => entry.documentId)).toEqual(['first'])
  })

  it('has nothing to offer at first, and before the first commit', async () => {
    expect(await entries()).toEqual([])
    await put(0)
    expect(await entries()).toEqual([])
    await expect(open()).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('damaged autosaves', () => {
  it('lists a damaged commit as such', async () => {
    await put(0)
    await commit(0)
    await fs.writeFile(join(dataFolder, 'recovery', documentId, 'commit.json'), '{"savedAt": 1, ')
    expect(await entries()).toEqual([
      { documentId, name: documentId, savedAt: expect.any(Number), damaged: true },
    ])
    await expect(open()).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('opens without a raster that is damaged', async () => {
    await put(0)
    await commit(0)
    const png = (await files()).find((file) => file.endsWith('.png'))!
    await fs.truncate(join(dataFolder, 'recovery', documentId, png), 60)
    const opened = await open()
    expect(opened.rasters[raster]?.data).toEqual(new Uint8Array(6 * 5 * 4))
    expect(opened.notices).toMatchObject([{ code: 'recovered-partly' }])
  })
})
