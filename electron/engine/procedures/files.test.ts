import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasPixels } from '../../contract/document/index.ts'
import { engineContract } from '../../contract/engine.ts'
import { ExportFormat } from '../../contract/exportOptions.ts'
import type { FileTarget } from '../../contract/fileEnds.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { gradient, largestDifference, noise, smallDocument } from '../../imaging/codecs/codecs.fixture.ts'
import { createFileHandlers } from './files.ts'

const assetsFolder = join(import.meta.dirname, '../../../assets')
const files = createFileHandlers({ assetsFolder })
const events: unknown[] = []
const context = { signal: new AbortController().signal, emit: (event: unknown) => events.push(event) }
const aborted = { signal: AbortSignal.abort(), emit: () => {} }
const options = {
  quality: 95,
  lossless: true,
  filled: false,
  matte: '#ffffff',
  metadata: 'no-place' as const,
  profile: true,
}
const inMemory: FileTarget = { bytes: true }

let folder: string
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'ganvas-files-'))
})
afterEach(() => fs.rm(folder, { recursive: true }))

const open = async (path: string) => {
  const opened = await files['files.open']({ source: { path } }, context)
  return engineContract['files.open'].output.parse(opened)
}

describe('export', () => {
  it.each(ExportFormat.options)('of %s is opened again', async (format) => {
    const { document, rasters } = smallDocument()
    const composite = gradient(12, 9)
    const path = join(folder, `photo.${format}`)
    const written = await files['files.export'](
      {
        composite,
        layered: { document, rasters },
        options: { ...options, format },
        target: { path, overwrite: false },
      },
      context,
    )
    expect(written).toMatchObject({ path, size: (await fs.stat(path)).size })
    const opened = await open(path)
    if (opened.kind === 'document') {
      expect(format).toBe('psd')
      expect(
        Object.values(opened.document.layers)
          .map((layer) => layer.name)
          .sort(),
      ).toEqual(['Group', 'bird', '照片'])
      return
    }
    expect(opened.name).toBe('photo')
    const tolerance = format === 'jpeg' ? 8 : 0
    expect(largestDifference(opened.pixels.data, composite.data)).toBeLessThanOrEqual(tolerance)
  })

  it('comes back as bytes for a download', async () => {
    const composite = noise(5, 4)
    const input = { composite, options: { ...options, format: 'png' as const }, target: inMemory }
    const { bytes, size, notices } = await files['files.export'](input, context)
    expect(bytes).toHaveLength(size)
    const opened = await files['files.open']({ source: { name: 'a.png', bytes: bytes! } }, context)
    expect(opened).toEqual({ kind: 'picture', name: 'a', pixels: composite, notices })
  })

  it.each([
    ['smaller', 30, 20],
    ['larger', 90, 120],
  ])('resamples to a %s size, alpha weighing colour', async (_, width, height) => {
    // Left opaque red, right transparent green: none of the green may be seen anywhere.
    const composite: Pixels = { width: 60, height: 40, channels: 4, data: new Uint8Array(60 * 40 * 4) }
    for (let i = 0; i < 60 * 40; i++)
      composite.data.set(i % 60 < 30 ? [255, 0, 0, 255] : [0, 255, 0, 0], 4 * i)
    const input = { composite, options: { ...options, format: 'png' as const }, size: { width, height } }
    const { bytes } = await files['files.export']({ ...input, target: inMemory }, context)
    const opened = await files['files.open']({ source: { name: 'a.png', bytes: bytes! } }, context)
    if (opened.kind !== 'picture') throw new Error('no picture')
    const { data, ...size } = opened.pixels
    expect(size).toEqual({ width, height, channels: 4 })
    for (let i = 0; i < width * height; i++) {
      const [red, green, , alpha] = data.subarray(4 * i, 4 * i + 4)
      // At an alpha of a few steps the colour is rounded away.
      if (alpha! > 16) expect([red! > 250, green! < 5]).toEqual([true, true])
      if (i % width < width * 0.4) expect(alpha).toBeGreaterThan(250)
      if (i % width > width * 0.6) expect(alpha).toBeLessThan(5)
    }
  })

  it('says when transparency was flattened', async () => {
    const jpeg = { ...options, format: 'jpeg' as const }
    const noticesOf = async (composite = noise(4, 4)) =>
      (await files['files.export']({ composite, options: jpeg, target: inMemory }, context)).notices
    expect(await noticesOf()).toEqual([{ code: 'alpha-flattened', values: { matte: '#ffffff' } }])
    expect(await noticesOf(gradient(4, 4))).toEqual([])
  })

  it('of layers needs them', async () => {
    const input = {
      composite: noise(4, 4),
      options: { ...options, format: 'psd' as const },
      target: inMemory,
    }
    await expect(files['files.export'](input, context)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('leaves a file that is there, unless told to replace it', async () => {
    const path = join(folder, 'a.png')
    await fs.writeFile(path, 'mine')
    const input = { composite: noise(4, 4), options: { ...options, format: 'png' as const } }
    await expect(
      files['files.export']({ ...input, target: { path, overwrite: false } }, context),
    ).rejects.toMatchObject({ code: 'exists' })
    expect(await fs.readFile(path, 'utf8')).toBe('mine')
    await files['files.export']({ ...input, target: { path, overwrite: true } }, context)
    expect((await open(path)).kind).toBe('picture')
  })

  it('writes nothing once cancelled', async () => {
    const path = join(folder, 'a.png')
    const input = { composite: noise(4, 4), options: { ...options, format: 'png' as const } }
    await expect(
      files['files.export']({ ...input, target: { path, overwrite: false } }, aborted),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(await fs.readdir(folder)).toEqual([])
  })
})

describe('a project', () => {
  it('is saved, opened by content, and remembers its path', async () => {
    const { document, rasters, composite } = smallDocument()
    const path = join(folder, 'no-extension')
    events.length = 0
    await files['project.save']({ document, rasters, composite, target: { path, overwrite: false } }, context)
    expect(events.at(-1)).toMatchObject({ kind: 'progress', step: 5, total: 5, secondsLeft: 0 })
    expect(await open(path)).toEqual({ kind: 'document', document, rasters, notices: [], projectPath: path })
  })

  it('opened from bytes has no path', async () => {
    const { document, rasters, composite } = smallDocument()
    const { bytes } = await files['project.save']({ document, rasters, composite, target: inMemory }, context)
    const opened = await files['files.open']({ source: { name: 'a.ganvas', bytes: bytes! } }, context)
    expect(opened).not.toHaveProperty('projectPath')
  })

  it('stays as it was when saving over it fails', async () => {
    const { document, rasters, composite } = smallDocument()
    const target = { path: join(folder, 'a.ganvas'), overwrite: true }
    await files['project.save']({ document, rasters, composite, target }, context)
    await expect(
      files['project.save']({ document, rasters: {}, composite, target }, context),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await open(target.path)).toMatchObject({ kind: 'document', document })
    expect(await fs.readdir(folder)).toEqual(['a.ganvas'])
  })
})

describe('the sample', () => {
  it('opens with every raster it names', async () => {
    const opened = engineContract['files.sample'].output.parse(await files['files.sample']({}, context))
    if (opened.kind !== 'document') throw new Error('expected a document')
    for (const layer of Object.values(opened.document.layers))
      if (hasPixels(layer)) expect(opened.rasters[layer.raster]).toMatchObject({ channels: 4 })
  })

  it('says what is missing', async () => {
    const broken = createFileHandlers({ assetsFolder: folder })
    await expect(broken['files.sample']({}, context)).rejects.toMatchObject({ code: 'not-found' })
    await fs.cp(join(assetsFolder, 'sample'), join(folder, 'sample'), { recursive: true })
    await fs.rm(join(folder, 'sample', 'bird.webp'))
    await expect(broken['files.sample']({}, context)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('"bird"'),
    })
  })
})

describe('a folder', () => {
  it('lists folders first, then pictures and projects, by name', async () => {
    await fs.mkdir(join(folder, 'zoo'))
    for (const name of ['b10.png', 'b9.PNG', 'a.ganvas', 'notes.txt', '.hidden.png'])
      await fs.writeFile(join(folder, name), 'x')
    await fs.symlink(join(folder, 'nowhere'), join(folder, 'dangling.png')).catch(() => {})
    const listing = await files['folders.list']({ path: folder }, context)
    expect(engineContract['folders.list'].output.parse(listing)).toEqual(listing)
    expect(listing.entries.map((entry) => entry.name)).toEqual(['zoo', 'a.ganvas', 'b9.PNG', 'b10.png'])
    expect(listing.entries[2]).toMatchObject({ kind: 'file', size: 1, path: join(folder, 'b9.PNG') })
    expect(listing.parent).toBe(join(folder, '..'))
  })

  it('starts at home or the pictures', async () => {
    const { path, places } = await files['folders.list']({ path: '' }, context)
    expect(places.map((place) => place.path)).toContain(path)
  })

  it('has no parent at the top, and says when there is none', async () => {
    expect((await files['folders.list']({ path: '/' }, context)).parent).toBeNull()
    await expect(files['folders.list']({ path: join(folder, 'none') }, context)).rejects.toMatchObject({
      code: 'not-found',
    })
    await fs.writeFile(join(folder, 'file'), '')
    await expect(files['folders.list']({ path: join(folder, 'file') }, context)).rejects.toMatchObject({
      code: 'disk',
      data: { reason: 'ENOTDIR' },
    })
  })
})
