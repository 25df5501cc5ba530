import { readPsd, writePsdUint8Array } from 'ag-psd'
import { describe, expect, it } from 'vitest'
import { blendModes, type DocumentData, hasPixels, type Layer } from '../../../contract/document/index.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Rasters } from '../../../contract/procedures/files.ts'
import { documentOf, gradient, layerDefaults, noise, solid } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import type { DecodedDocument } from '../decoded.ts'
import { isWiderThanSrgb, profileName } from '../icc.ts'
import { foreign, pixelLayer, withoutLayers } from './psd.fixture.ts'
import { findResource, ICC_RESOURCE } from './sections.ts'
import { encodePsd } from './write.ts'

async function open(bytes: Uint8Array): Promise<DecodedDocument> {
  const decoded = await decodeFile(bytes, 'a.psd')
  if (decoded.kind !== 'document') throw new Error('expected layers')
  return decoded
}

async function encode(document: DocumentData, rasters: Rasters, composite: Pixels): Promise<Uint8Array> {
  return Buffer.concat((await encodePsd({ document, rasters }, composite)).parts)
}

/** The layers of a document by name, which survives where ids are made anew. */
function byName({ document, rasters }: DecodedDocument) {
  const layers = Object.values(document.layers)
  const at = (name: string) => layers.find((layer) => layer.name === name)!
  const pixelsOf = (name: string) => {
    const layer = at(name)
    if (!hasPixels(layer)) throw new Error('a group has no pixels')
    return rasters[layer.raster]!
  }
  const names = (ids: readonly string[]) => ids.map((id) => document.layers[id]!.name)
  return { at, pixelsOf, names }
}

const image = (id: string, more: Partial<Layer> = {}): Layer =>
  ({ ...layerDefaults(id), ...more, kind: 'image' }) as Layer
const group = (id: string, children: string[], more: Partial<Layer> = {}): Layer =>
  ({ ...layerDefaults(id), kind: 'group', expanded: true, children, ...more }) as Layer

describe('a PSD round trip', () => {
  it('keeps pixels, places, names, opacity, visibility and locks', async () => {
    const document = documentOf(30, 20, [
      image('photo', { name: '照片 – Ünïcode 🖼', locked: true }),
      image('bird', {
        opacity: 0.5,
        visible: false,
        transform: { x: -3, y: 4, scaleX: 1, scaleY: 1, rotation: 0 },
      } as Partial<Layer>),
    ])
    const rasters = { 'photo-raster': noise(30, 20, 4, 1), 'bird-raster': noise(17, 11, 4, 2) }
    const opened = await open(await encode(document, rasters, gradient(30, 20)))
    const { at, pixelsOf, names } = byName(opened)
    expect(opened.document).toMatchObject({ name: 'a', width: 30, height: 20 })
    expect(names(opened.document.root)).toEqual(['照片 – Ünïcode 🖼', 'bird'])
    expect(at('照片 – Ünïcode 🖼')).toMatchObject({ kind: 'image', locked: true, visible: true, opacity: 1 })
    expect(at('bird')).toMatchObject({ visible: false, locked: false, transform: { x: -3, y: 4 } })
    expect(at('bird').opacity).toBeCloseTo(0.5, 2)
    expect(pixelsOf('照片 – Ünïcode 🖼')).toEqual(rasters['photo-raster'])
    expect(pixelsOf('bird')).toEqual(rasters['bird-raster'])
    expect(opened.notices).toEqual([])
  })

  it('keeps groups inside groups', async () => {
    const document = documentOf(4, 4, [
      image('a'),
      image('b'),
      image('c'),
      group('inner', ['a', 'b'], { blendMode: 'multiply', opacity: 0.25 }),
      group('outer', ['inner', 'c'], {
        expanded: false,
        blendMode: 'pass-through',
        visible: false,
      } as Partial<Layer>),
      image('top'),
    ])
    const raster = noise(4, 4)
    const rasters = { 'a-raster': raster, 'b-raster': raster, 'c-raster': raster, 'top-raster': raster }
    const opened = await open(await encode(document, rasters, raster))
    const { at, names } = byName(opened)
    const childrenOf = (name: string) => {
      const layer = at(name)
      return layer.kind === 'group' ? names(layer.children) : []
    }
    expect(names(opened.document.root)).toEqual(['outer', 'top'])
    expect(childrenOf('outer')).toEqual(['inner', 'c'])
    expect(childrenOf('inner')).toEqual(['a', 'b'])
    expect(at('outer')).toMatchObject({ expanded: false, blendMode: 'pass-through', visible: false })
    expect(at('inner')).toMatchObject({ expanded: true, blendMode: 'multiply' })
    expect(at('inner').opacity).toBeCloseTo(0.25, 2)
  })

  it('keeps every blend mode', async () => {
    const modes = blendModes.filter((mode) => mode !== 'pass-through')
    const document = documentOf(
      2,
      2,
      modes.map((blendMode) => image(blendMode, { blendMode })),
    )
    const rasters = Object.fromEntries(modes.map((mode) => [`${mode}-raster`, noise(2, 2)]))
    const { at } = byName(await open(await encode(document, rasters, noise(2, 2))))
    expect(modes.map((mode) => at(mode).blendMode)).toEqual(modes)
    const psd = readPsd(await encode(document, rasters, noise(2, 2)), {
      useImageData: true,
      skipThumbnail: true,
    })
    expect(psd.children?.map((layer) => layer.blendMode)).toEqual(
      modes.map((mode) => mode.replaceAll('-', ' ')),
    )
  })

  it('carries the merged picture, a thumbnail and an sRGB profile', async () => {
    const composite = gradient(300, 200)
    const bytes = await encode(documentOf(300, 200, [image('a')]), { 'a-raster': noise(2, 2) }, composite)
    const psd = readPsd(bytes, { useImageData: true, useRawThumbnail: true })
    expect(psd.imageData?.data).toEqual(new Uint8ClampedArray(composite.data))
    expect(psd.imageResources?.thumbnailRaw).toMatchObject({ width: 160, height: 107 })
    const icc = findResource(bytes, ICC_RESOURCE)!
    expect(profileName(icc)).toMatch(/srgb/i)
    expect(isWiderThanSrgb(icc)).toBe(false)
  })

  it('brings transformed layers into document pixels', async () => {
    const transform = { x: 20, y: 2, scaleX: -2, scaleY: 2, rotation: 0 }
    const raster = solid(4, 3, [10, 200, 30, 255])
    raster.data.set([255, 0, 0, 255])
    const document = documentOf(30, 20, [image('a', { transform } as Partial<Layer>)])
    const { at, pixelsOf } = byName(
      await open(await encode(document, { 'a-raster': raster }, gradient(30, 20))),
    )
    expect(at('a')).toMatchObject({ transform: { x: 12, y: 2, scaleX: 1, scaleY: 1 } })
    expect(pixelsOf('a')).toMatchObject({ width: 8, height: 6 })
    expect([...pixelsOf('a').data.subarray(28, 32)]).toEqual([255, 0, 0, 255])
  })

  it('says that saved masks are left behind', async () => {
    const document = { ...documentOf(2, 2, [image('a')]), masks: [{ id: 'm', name: 'Sky', raster: 'm' }] }
    const rasters = { 'a-raster': noise(2, 2), m: noise(2, 2, 1) }
    const { notices } = await encodePsd({ document, rasters }, noise(2, 2))
    expect(notices).toEqual([
      { code: 'psd-feature-flattened', values: { feature: 'saved-masks', layers: 'Sky' } },
    ])
  })

  it('is refused when pixels are missing, and stops when cancelled', async () => {
    const document = documentOf(2, 2, [image('a')])
    await expect(encode(document, {}, noise(2, 2))).rejects.toMatchObject({ code: 'invalid-input' })
    const work = { signal: AbortSignal.abort() }
    await expect(
      encodePsd({ document, rasters: { 'a-raster': noise(2, 2) } }, noise(2, 2), work),
    ).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})

describe('a PSD of another program', () => {
  it('without layers opens as a picture', async () => {
    const decoded = await decodeFile(await withoutLayers(), 'flat.psd')
    expect(decoded).toMatchObject({ kind: 'picture', pixels: { width: 8, height: 6 } })
    if (decoded.kind === 'picture') expect(decoded.pixels.data).toEqual(gradient(8, 6).data)
  })

  const half = (outside: number, more: object = {}) => ({
    ...{ left: 1, top: 2, right: 5, bottom: 5, defaultColor: outside },
    imageData: { width: 4, height: 3, data: solid(4, 3, [100, 100, 100, 255]).data },
    ...more,
  })

  it.each([
    ['hidden', 0, 100],
    ['shown', 255, 155],
  ])('keeps masks beyond which all is %s', async (_, outside, alpha) => {
    const opened = await open(foreign({ children: [pixelLayer('a', { mask: half(outside) })] }))
    const { mask } = byName(opened).at('a')
    expect(mask).toMatchObject({ hides: outside === 255, enabled: true, transform: { x: 1, y: 2 } })
    const { width, height, data } = opened.rasters[mask!.raster]!
    expect([width, height]).toEqual([4, 3])
    expect(data.filter((_, i) => i % 4 === 3).every((value) => value === alpha)).toBe(true)
    expect(opened.notices).toEqual([])
  })

  it('keeps a mask that is switched off, and that of a group', async () => {
    const child = pixelLayer('a', { mask: half(0, { disabled: true }) })
    const opened = await open(foreign({ children: [{ name: 'g', mask: half(255), children: [child] }] }))
    expect(byName(opened).at('a').mask).toMatchObject({ enabled: false })
    expect(byName(opened).at('g').mask).toMatchObject({ enabled: true, hides: true })
  })

  it('keeps what is clipped', async () => {
    const children = [pixelLayer('base'), pixelLayer('clipped', { clipping: true })]
    const opened = await open(foreign({ children }))
    expect(byName(opened).at('base').clipped).toBeUndefined()
    expect(byName(opened).at('clipped').clipped).toBe(true)
    expect(opened.notices).toEqual([])
  })

  it('tells which features were flattened, once each', async () => {
    const shadow = { dropShadow: [{ enabled: true }] }
    const opened = await open(
      foreign({
        children: [
          pixelLayer('x', { effects: shadow }),
          pixelLayer('y', { effects: shadow }),
          { name: 'curves', adjustment: { type: 'posterize', levels: 4 } },
        ],
      }),
    )
    expect(opened.notices).toEqual([
      { code: 'psd-feature-flattened', values: { feature: 'effects', layers: 'x, y' } },
      { code: 'psd-feature-flattened', values: { feature: 'adjustment', layers: 'curves' } },
    ])
    expect(Object.keys(opened.document.layers)).toHaveLength(2)
  })

  it('has empty layers ready to paint on', async () => {
    const opened = await open(foreign({ children: [pixelLayer('a'), { name: 'empty' }] }))
    expect(byName(opened).at('empty').kind).toBe('paint')
    expect(byName(opened).pixelsOf('empty')).toMatchObject({
      width: 8,
      height: 6,
      data: new Uint8Array(8 * 6 * 4),
    })
  })

  it('has layers of zip compression decoded', async () => {
    const data = noise(8, 6).data
    const psd = {
      width: 8,
      height: 6,
      children: [pixelLayer('a', { imageData: { width: 8, height: 6, data } })],
    }
    expect(byName(await open(writePsdUint8Array(psd, { compress: true }))).pixelsOf('a').data).toEqual(data)
  })
})
