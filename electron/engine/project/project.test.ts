import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { DOCUMENT_VERSION } from '../../contract/document/index.ts'
import { noise, smallDocument } from '../../imaging/codecs/codecs.fixture.ts'
import { encodePng } from '../../imaging/codecs/png.ts'
import { parseSaved } from './format.ts'
import { migrated, migrations } from './migrations.ts'
import { unpackProject } from './open.ts'
import { packProject } from './save.ts'

async function packed(): Promise<Uint8Array> {
  const { document, rasters, composite } = smallDocument()
  return packProject(document, rasters, composite)
}

/** Packs a project and changes its entries; null removes one. */
async function tampered(changes: Record<string, Uint8Array | null>): Promise<Uint8Array> {
  const entries: Zippable = {}
  for (const [name, bytes] of Object.entries({ ...unzipSync(await packed()), ...changes }))
    if (bytes) entries[name] = [bytes, { level: 0 }]
  return zipSync(entries)
}

async function withDocument(change: (saved: ReturnType<typeof JSON.parse>) => void): Promise<Uint8Array> {
  const entries = unzipSync(await packed())
  const saved = JSON.parse(new TextDecoder().decode(entries['document.json']))
  change(saved)
  const json = strToU8(JSON.stringify(saved))
  const manifest = JSON.parse(new TextDecoder().decode(entries['manifest.json']))
  manifest.sha256['document.json'] = await sha256(json)
  return tampered({ 'document.json': json, 'manifest.json': strToU8(JSON.stringify(manifest)) })
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

describe('a project', () => {
  it('comes back as it was saved', async () => {
    const { document, rasters } = smallDocument()
    const opened = await unpackProject(await packed(), 'a.ganvas')
    expect(opened.document).toEqual(document)
    expect(opened.rasters).toEqual(rasters)
    expect(opened.notices).toEqual([])
  })

  it('begins with its media type, and holds a preview', async () => {
    const bytes = await packed()
    expect(new TextDecoder().decode(bytes.subarray(30, 58))).toBe('mimetypeapplication/x-ganvas')
    expect(Object.keys(unzipSync(bytes))).toContain('preview.png')
  })

  it('leaves out rasters that nothing refers to', async () => {
    const { document, rasters, composite } = smallDocument()
    const bytes = await packProject(document, { ...rasters, stray: noise(3, 3) }, composite)
    expect(Object.keys(unzipSync(bytes))).not.toContain('rasters/stray.png')
  })

  it('is not saved when a raster is missing', async () => {
    const { document, rasters, composite } = smallDocument()
    delete rasters['bird-raster']
    await expect(packProject(document, rasters, composite)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('bird-raster'),
    })
  })

  it('stops packing when cancelled', async () => {
    const { document, rasters, composite } = smallDocument()
    const work = { signal: AbortSignal.abort() }
    await expect(packProject(document, rasters, composite, work)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('reports progress up to its end', async () => {
    const { document, rasters, composite } = smallDocument()
    const steps: [number, number][] = []
    await packProject(document, rasters, composite, { progress: (step, total) => steps.push([step, total]) })
    expect(steps.at(-1)).toEqual([5, 5])
  })
})

describe('a damaged project', () => {
  it('opens with a transparent raster in place of a damaged one', async () => {
    const { document, rasters } = smallDocument()
    const bytes = await tampered({ 'rasters/bird-raster.png': await encodePng(noise(7, 5, 4, 99)) })
    const opened = await unpackProject(bytes, 'a.ganvas')
    expect(opened.document).toEqual(document)
    expect(opened.rasters['photo-raster']).toEqual(rasters['photo-raster'])
    expect(opened.rasters['bird-raster']).toEqual({
      ...rasters['bird-raster'],
      data: new Uint8Array(7 * 5 * 4),
    })
    expect(opened.notices).toEqual([
      { code: 'recovered-partly', values: { lost: '1', total: '4', layers: 'bird' } },
    ])
  })

  it('opens without a raster that is missing', async () => {
    const opened = await unpackProject(await tampered({ 'rasters/mask.png': null }), 'a.ganvas')
    expect(opened.notices[0]).toMatchObject({ code: 'recovered-partly', values: { lost: '1' } })
    expect(opened.rasters.mask?.data).toEqual(new Uint8Array(12 * 9))
  })

  it('gives a raster of another size than stated up', async () => {
    const png = await encodePng(noise(70, 50))
    const manifest = JSON.parse(new TextDecoder().decode(unzipSync(await packed())['manifest.json']))
    manifest.sha256['rasters/bird-raster.png'] = Buffer.from(
      await crypto.subtle.digest('SHA-256', new Uint8Array(png)),
    ).toString('hex')
    const bytes = await tampered({
      'rasters/bird-raster.png': png,
      'manifest.json': strToU8(JSON.stringify(manifest)),
    })
    const opened = await unpackProject(bytes, 'a.ganvas')
    expect(opened.rasters['bird-raster']).toMatchObject({ width: 7, height: 5 })
    expect(opened.notices).toHaveLength(1)
  })

  it('opens what is whole of a file cut short', async () => {
    const bytes = await packed()
    const opened = await unpackProject(bytes.subarray(0, bytes.length * 0.6), 'a.ganvas')
    expect(opened.rasters['photo-raster']).toEqual(smallDocument().rasters['photo-raster'])
    expect(opened.notices[0]?.code).toBe('recovered-partly')
  })

  it.each([0.02, 0.1])('says so when %d of it is left', async (part) => {
    const bytes = await packed()
    await expect(unpackProject(bytes.subarray(0, bytes.length * part), 'a.ganvas')).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(/a\.ganvas.*cut short/),
    })
  })

  it('is refused when its document was changed', async () => {
    const entries = unzipSync(await packed())
    const changed = strToU8(new TextDecoder().decode(entries['document.json']).replace('照片', '照骗'))
    await expect(unpackProject(await tampered({ 'document.json': changed }), 'a.ganvas')).rejects.toThrow(
      /a\.ganvas is damaged: the checksum/,
    )
  })

  it('is refused when its checksums are gone', async () => {
    await expect(unpackProject(await tampered({ 'manifest.json': null }), 'a.ganvas')).rejects.toMatchObject({
      code: 'unreadable-file',
    })
  })
})

describe('a hostile project', () => {
  it.each(['../evil.png', 'rasters/../../evil.png', '/etc/evil', 'C:/evil', 'rasters\\..\\evil'])(
    'is refused for the entry %s',
    async (entry) => {
      await expect(
        unpackProject(await tampered({ [entry]: strToU8('x') }), 'a.ganvas'),
      ).rejects.toMatchObject({
        code: 'unreadable-file',
        message: expect.stringContaining('points outside the file'),
      })
    },
  )

  it('is refused for an entry that occurs twice', async () => {
    const bytes = await tampered({ 'rasters/twicA.png': strToU8('a'), 'rasters/twicB.png': strToU8('b') })
    const text = Buffer.from(bytes)
    for (let at = text.indexOf('twicB'); at >= 0; at = text.indexOf('twicB')) text.write('twicA', at)
    await expect(unpackProject(text, 'a.ganvas')).rejects.toThrow(/occurs twice/)
  })

  it('is refused as a zip bomb before unpacking', async () => {
    const bomb = zipSync({ 'document.json': new Uint8Array(80_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(1e6)
    await expect(unpackProject(bomb, 'bomb.ganvas')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/bomb\.ganvas.*80000000/),
    })
  })

  it('is refused when an entry unpacks to more than it states', async () => {
    const bomb = Buffer.from(zipSync({ 'document.json': new Uint8Array(50_000_000) }, { level: 9 }))
    // The size in both headers, understated.
    const size = Buffer.from(new Uint32Array([50_000_000]).buffer)
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size)) bomb.writeUInt32LE(100, at)
    await expect(unpackProject(bomb, 'bomb.ganvas')).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('is refused when its rasters would not fit into memory', async () => {
    const bytes = await withDocument((saved) => {
      const photo = saved.document.layers.photo
      for (let i = 0; i < 20; i++) {
        const id = `big-${i}`
        saved.document.layers[id] = { ...photo, id, raster: id }
        saved.document.root.push(id)
        saved.rasters[id] = { width: 10_000, height: 10_000, channels: 4 }
      }
    })
    await expect(unpackProject(bytes, 'a.ganvas')).rejects.toMatchObject({ code: 'too-large' })
  })

  it.each<[string, (document: ReturnType<typeof JSON.parse>) => void]>([
    ['a cycle', (d) => d.layers.group.children.push('group')],
    ['a cycle apart from the root', (d) => (d.root = ['photo'])],
    ['an orphan', (d) => (d.root = ['group'])],
    ['a layer listed twice', (d) => d.root.push('bird')],
    ['a missing layer', (d) => d.root.push('ghost')],
    ['a layer named like a built-in property', (d) => d.root.push('constructor')],
    ['a foreign id', (d) => (d.layers.bird.id = 'photo')],
    ['a missing active layer', (d) => (d.active = 'ghost')],
    ['a pass-through picture', (d) => (d.layers.photo.blendMode = 'pass-through')],
    ['a scale of 0', (d) => (d.layers.bird.transform.scaleX = 0)],
    ['a position that is no number', (d) => (d.layers.bird.transform.x = null)],
    ['a raster id that is a path', (d) => (d.layers.bird.raster = '../../x')],
    ['a giant size', (d) => (d.width = 1e9)],
  ])('is refused for %s', async (_, change) => {
    const bytes = await withDocument((saved) => change(saved.document))
    await expect(unpackProject(bytes, 'a.ganvas')).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('a.ganvas'),
    })
  })

  it('is refused for a selection that is not of the size of the document', async () => {
    const bytes = await withDocument((saved) => {
      saved.rasters.selection = { width: 3, height: 3, channels: 1 }
    })
    await expect(unpackProject(bytes, 'a.ganvas')).rejects.toThrow(/"selection" has 3 x 3 pixels/)
  })

  it('is refused when it is a zip of something else', async () => {
    await expect(unpackProject(zipSync({ 'a.txt': strToU8('a') }), 'a.zip')).rejects.toThrow(
      /a\.zip holds no Ganvas project/,
    )
  })
})

describe('versions', () => {
  it('has as many migrations as the version says', () => {
    expect(migrations).toHaveLength(DOCUMENT_VERSION)
  })

  it('refuses a newer one, naming both and the way out', async () => {
    const bytes = await withDocument((saved) => {
      saved.version = DOCUMENT_VERSION + 3
      saved.document = 'whatever that will be'
    })
    await expect(unpackProject(bytes, 'a.ganvas')).rejects.toMatchObject({
      code: 'newer-version',
      message: `a.ganvas was written by a newer Ganvas: its format is ${DOCUMENT_VERSION + 3}, this one reads up to ${DOCUMENT_VERSION}. Update Ganvas to open it.`,
    })
  })

  it('reads results of Translate from before their directions were renamed', () => {
    const layer = (direction: string) => ({
      kind: 'result',
      recipe: { tool: 'translate', settings: { direction, seed: 3 } },
    })
    const saved = { document: { layers: { a: layer('forth'), b: layer('back'), c: { kind: 'group' } } } }
    expect(migrated(saved, 2)).toEqual({
      version: DOCUMENT_VERSION,
      document: { layers: { a: layer('forward'), b: layer('reverse'), c: { kind: 'group' } } },
    })
  })

  it('lifts an old one step by step', () => {
    const { document } = smallDocument()
    const { name, ...unnamed } = document
    const steps = [
      (saved: Record<string, unknown>) => ({ ...saved, title: name }),
      ({ title, ...saved }: Record<string, unknown>) => ({ ...saved, document: { ...unnamed, name: title } }),
    ]
    const saved = parseSaved({ version: 0, document: unnamed, rasters: {} }, 'a.ganvas', steps)
    expect(saved).toEqual({ version: 2, document, rasters: {} })
  })
})
