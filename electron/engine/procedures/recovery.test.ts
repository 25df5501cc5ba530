import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DocumentData } from '../../contract/document/index.ts'
import { RECOVERY_TILE } from '../../contract/procedures/recovery.ts'
import { documentOf, layerDefaults, noise } from '../../imaging/codecs/codecs.fixture.ts'
import { Claims } from '../ownership/claims.ts'
import { createRecoveryHandlers } from './recovery.ts'

let dataFolder: string
let recovery: ReturnType<typeof createRecoveryHandlers>
const context = { signal: new AbortController().signal, emit: () => {} }
const document: DocumentData = documentOf(6, 5, [{ ...layerDefaults('photo'), kind: 'paint' }])
const documentId = 'document'
const raster = 'photo-raster'

beforeEach(async () => {
  dataFolder = await fs.mkdtemp(join(tmpdir(), 'ganvas-recovery-'))
  recovery = createRecoveryHandlers({ dataFolder, claims: new Claims() })
})
afterEach(() => fs.rm(dataFolder, { recursive: true }))

const put = (tile: string, seed = 0, id = documentId) =>
  recovery['recovery.putTile']({ documentId: id, tile, pixels: noise(6, 5, 4, seed) }, context)
const commit = (tile: string | null, id = documentId, more: { projectPath?: string } = {}) =>
  recovery['recovery.commit'](
    {
      documentId: id,
      document,
      rasters: { [raster]: { width: 6, height: 5, channels: 4, tiles: [tile] } },
      ...more,
    },
    context,
  )
const entries = async () => (await recovery['recovery.list']({}, context)).entries
const open = async (id = documentId) => {
  const opened = await recovery['recovery.open']({ documentId: id }, context)
  if (opened.kind !== 'document') throw new Error('expected a document')
  return opened
}
const files = () => fs.readdir(join(dataFolder, 'recovery', documentId))

describe('autosave', () => {
  it('gives back what was committed', async () => {
    await put('a')
    await commit('a', documentId, { projectPath: '/p/a.ganvas' })
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

  it('opens one of before its version was written down', async () => {
    await put('a')
    await commit('a')
    const path = join(dataFolder, 'recovery', documentId, 'commit.json')
    const { version, ...stored } = JSON.parse(await fs.readFile(path, 'utf8'))
    const layer = stored.document.layers.photo
    const settings = { strength: 1, keepLuminance: false, direction: 'back', seed: 0 }
    const recipe = { tool: 'translate', source: 'photo', model: 'style', settings }
    stored.document.layers.photo = { ...layer, kind: 'result', recipe }
    await fs.writeFile(path, JSON.stringify(stored))
    expect((await open()).document.layers.photo).toMatchObject({
      recipe: { settings: { direction: 'reverse' } },
    })
  })

  it('puts a raster together from its tiles, zeros where one is not named', async () => {
    const [width, height] = [RECOVERY_TILE + 6, RECOVERY_TILE + 5]
    const whole = noise(width, height, 4, 3)
    const corner = { ...whole, width: 6, height: 5, data: new Uint8Array(6 * 5 * 4) }
    const bottom = { ...whole, width: RECOVERY_TILE, height: 5, data: new Uint8Array(RECOVERY_TILE * 5 * 4) }
    for (let row = 0; row < 5; row++) {
      const from = (RECOVERY_TILE + row) * width * 4
      bottom.data.set(whole.data.subarray(from, from + RECOVERY_TILE * 4), row * RECOVERY_TILE * 4)
      corner.data.set(whole.data.subarray(from + RECOVERY_TILE * 4, from + width * 4), row * 24)
    }
    await recovery['recovery.putTile']({ documentId, tile: 'bottom', pixels: bottom }, context)
    await recovery['recovery.putTile']({ documentId, tile: 'corner', pixels: corner }, context)
    const tiles = [null, null, 'bottom', 'corner']
    await recovery['recovery.commit'](
      { documentId, document, rasters: { [raster]: { width, height, channels: 4, tiles } } },
      context,
    )
    const expected = whole.data.slice()
    expected.fill(0, 0, RECOVERY_TILE * width * 4)
    const opened = (await open()).rasters[raster]!
    expect([opened.width, opened.height]).toEqual([width, height])
    expect(Buffer.from(opened.data).equals(expected)).toBe(true)
  })

  it('keeps the last commit when a crash falls between tiles and commit', async () => {
    await put('a', 1)
    await commit('a')
    await put('b', 2)
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 1))
  })

  it('waits for the tiles that are still being written, and is waited for', async () => {
    const putting = put('a', 1)
    const committing = commit('a')
    const opening = open()
    expect((await entries()).map((entry) => entry.documentId)).toEqual([documentId])
    expect((await opening).rasters[raster]).toEqual(noise(6, 5, 4, 1))
    await Promise.all([putting, committing])
  })

  it('removes tiles that are no longer named', async () => {
    for (const [seed, tile] of ['a', 'b', 'c'].entries()) {
      await put(tile, seed)
      await commit(tile)
    }
    expect((await files()).sort()).toEqual(['c.png', 'commit.json', 'owner'])
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 2))
    await commit(null)
    expect((await files()).sort()).toEqual(['commit.json', 'owner'])
    expect((await open()).rasters[raster]?.data).toEqual(new Uint8Array(6 * 5 * 4))
  })

  it('keeps a document without a visible pixel, of which no tile is ever put', async () => {
    await commit(null)
    expect((await files()).sort()).toEqual(['commit.json', 'owner'])
    expect(await open()).toMatchObject({
      document,
      rasters: { [raster]: { width: 6, height: 5, channels: 4, data: new Uint8Array(6 * 5 * 4) } },
      notices: [],
    })
  })

  it('refuses a commit of a tile that was never put, and keeps the last one', async () => {
    await put('a', 1)
    await commit('a')
    await expect(commit('b')).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 1))
  })

  it('keeps several documents apart, newest first', async () => {
    for (const id of ['first', 'second']) {
      await put('a', 1, id)
      await commit('a', id)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    expect((await entries()).map((entry) => entry.documentId)).toEqual(['second', 'first'])
    await recovery['recovery.discard']({ documentId: 'second' }, context)
    expect((await entries()).map((entry) => entry.documentId)).toEqual(['first'])
  })

  it('has nothing to offer at first, and before the first commit', async () => {
    expect(await entries()).toEqual([])
    await put('a')
    expect(await entries()).toEqual([])
    await expect(open()).rejects.toMatchObject({ code: 'not-found' })
  })

  it('opens what was kept before rasters were kept in tiles', async () => {
    await put('old', 4)
    const rasters = { [raster]: { width: 6, height: 5, channels: 4, file: 'old.png' } }
    const commit = { savedAt: 1, document, rasters }
    await fs.writeFile(join(dataFolder, 'recovery', documentId, 'commit.json'), JSON.stringify(commit))
    expect((await open()).rasters[raster]).toEqual(noise(6, 5, 4, 4))
  })
})

describe('the owner of a recovery copy', () => {
  const page = () => {
    const wire = new AbortController()
    return { ...context, closed: wire.signal, close: () => wire.abort() }
  }
  const input = {
    documentId,
    document,
    rasters: { [raster]: { width: 6, height: 5, channels: 4, tiles: [null] } },
  }
  const save = (studio: typeof recovery, by: ReturnType<typeof page>) =>
    studio['recovery.commit'](input as Parameters<(typeof studio)['recovery.commit']>[0], by)

  it.each(['the same studio', 'another studio'])(
    'is alive: no other page of %s may have it',
    async (which) => {
      const other =
        which === 'the same studio' ? recovery : createRecoveryHandlers({ dataFolder, claims: new Claims() })
      const [first, second] = [page(), page()]
      await save(recovery, first)
      const list = async (studio: typeof recovery, by: ReturnType<typeof page>) =>
        (await studio['recovery.list']({}, by)).entries.map((entry) => [entry.documentId, entry.open])
      expect(await list(recovery, first)).toEqual([[documentId, undefined]])
      expect(await list(other, second)).toEqual([[documentId, true]])
      for (const call of ['recovery.open', 'recovery.discard'] as const)
        await expect(other[call]({ documentId }, second)).rejects.toMatchObject({ code: 'unavailable' })
      await expect(save(other, second)).rejects.toMatchObject({ code: 'unavailable' })
      await save(recovery, first)

      first.close()
      await expect.poll(() => list(other, second)).toEqual([[documentId, undefined]])
      await other['recovery.open']({ documentId }, second)
      expect(await list(recovery, page())).toEqual([[documentId, true]])
      await other['recovery.discard']({ documentId }, second)
      await save(recovery, page())
    },
  )

  it('is dead with its process, however that ended', async () => {
    await commit(null)
    const dead = process.platform === 'win32' ? '\\\\.\\pipe\\ganvas-none' : join(dataFolder, 'none.sock')
    await fs.writeFile(join(dataFolder, 'recovery', documentId, 'owner'), dead)
    const next = createRecoveryHandlers({ dataFolder, claims: new Claims() })
    expect((await next['recovery.list']({}, context)).entries).toMatchObject([{ documentId }])
    await save(next, page())
    expect((await files()).sort()).toEqual(['commit.json', 'owner'])
  })
})

describe('damaged autosaves', () => {
  it('lists a damaged commit as such', async () => {
    await put('a')
    await commit('a')
    await fs.writeFile(join(dataFolder, 'recovery', documentId, 'commit.json'), '{"savedAt": 1, ')
    expect(await entries()).toEqual([
      { documentId, name: documentId, savedAt: expect.any(Number), damaged: true },
    ])
    await expect(open()).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('opens without a tile that is damaged', async () => {
    await put('a')
    await commit('a')
    await fs.truncate(join(dataFolder, 'recovery', documentId, 'a.png'), 60)
    const opened = await open()
    expect(opened.rasters[raster]?.data).toEqual(new Uint8Array(6 * 5 * 4))
    expect(opened.notices).toMatchObject([{ code: 'recovered-partly' }])
  })
})
