import type { Layer as PsdLayer } from 'ag-psd'
import { describe, expect, it } from 'vitest'
import type { BlendMode } from '../../../contract/document/index.ts'
import { pixelAt, solid } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import type { DecodedDocument } from '../decoded.ts'
import { flatten } from './flatten.fixture.ts'
import { foreign, pixelLayer } from './psd.fixture.ts'

type Rgba = readonly [number, number, number, number]
const WHITE: Rgba = [255, 255, 255, 255]
const RED: Rgba = [255, 0, 0, 255]
const BLUE: Rgba = [0, 0, 255, 255]

const layer = (name: string, color: Rgba, more: Partial<PsdLayer> = {}): PsdLayer =>
  pixelLayer(name, { imageData: { width: 8, height: 6, data: solid(8, 6, color).data }, ...more })

async function open(...children: PsdLayer[]): Promise<DecodedDocument> {
  const decoded = await decodeFile(foreign({ children }), 'a.psd')
  if (decoded.kind !== 'document') throw new Error('expected layers')
  return decoded
}

/** What a file shows at a place: (4, 3) unless said otherwise. */
async function shown(children: PsdLayer[], x = 4, y = 3): Promise<number[]> {
  const { document, rasters } = await open(...children)
  return pixelAt(flatten({ layers: document.layers, rasters }, document.root, document).pixels, x, y)
}

const near = (found: number[], wanted: readonly number[]) =>
  expect(
    found.every((value, i) => Math.abs(value - wanted[i]!) <= 1),
    `${found} near ${wanted}`,
  ).toBe(true)

describe('layers clipped to', () => {
  const paper = layer('paper', WHITE)
  const clipped = layer('clipped', RED, { clipping: true })

  it('a base of half opacity have that opacity', async () => {
    near(await shown([paper, layer('base', BLUE, { opacity: 128 / 255 }), clipped]), [255, 127, 127, 255])
  })

  it('a base in another mode are in that mode', async () => {
    const grey = layer('grey', [128, 128, 128, 255])
    near(await shown([grey, layer('base', BLUE, { blendMode: 'multiply' }), clipped]), [128, 0, 0, 255])
  })

  it('a base with a soft edge do not let it through twice', async () => {
    near(await shown([paper, layer('base', [0, 0, 255, 128]), clipped]), [255, 127, 127, 255])
  })

  it('a base with a soft edge, a mode and an opacity of its own', async () => {
    const grey = layer('grey', [128, 128, 128, 255])
    const base = layer('base', [0, 0, 255, 128], { blendMode: 'multiply', opacity: 128 / 255 })
    // Red times grey is (128, 0, 0), a quarter of it over grey.
    near(await shown([grey, base, clipped]), [128, 96, 96, 255])
  })

  it('a hidden base are hidden', async () => {
    expect(await shown([paper, layer('base', BLUE, { hidden: true }), clipped])).toEqual(WHITE)
  })

  it('a base blend with it in their own modes, and hidden ones do nothing', async () => {
    const screen = layer('screen', RED, { clipping: true, blendMode: 'screen' })
    const hidden = layer('hidden', WHITE, { clipping: true, hidden: true })
    for (const alpha of [255, 128]) {
      const found = await shown([paper, layer('base', [0, 0, 255, alpha]), screen, hidden])
      near(found, [255, 255 - alpha, 255, 255])
    }
  })

  it('a group show only where it shows', async () => {
    const inner = layer('inner', RED, {
      left: 2,
      top: 1,
      imageData: { width: 4, height: 4, data: solid(4, 4, RED).data },
    })
    for (const blendMode of ['pass through', 'normal'] as const) {
      const group = { name: 'g', blendMode, opened: true, children: [inner] }
      const green = layer('green', [0, 255, 0, 255], { clipping: true })
      expect(await shown([paper, group, green], 3, 2)).toEqual([0, 255, 0, 255])
      expect(await shown([paper, group, green], 0, 0)).toEqual(WHITE)
    }
  })

  it('a group whose edge is soft', async () => {
    const group = { name: 'g', opened: true, children: [layer('inner', [0, 0, 255, 128])] }
    near(await shown([paper, group, clipped]), [255, 127, 127, 255])
  })

  it('a masked base show only where the mask does', async () => {
    const mask = {
      ...{ left: 0, top: 0, right: 4, bottom: 6, defaultColor: 0 },
      imageData: { width: 4, height: 6, data: solid(4, 6, WHITE).data },
    }
    const base = layer('base', BLUE, { mask })
    expect(await shown([paper, base, clipped], 2, 2)).toEqual(RED)
    expect(await shown([paper, base, clipped], 6, 2)).toEqual(WHITE)
  })
})

describe('fill opacity', () => {
  // Over (100, 150, 200), half a fill of (200, 100, 50): the mode's formula with the colour half way to neutral.
  const cases: [BlendMode, (cb: number, cs: number) => number][] = [
    ['color-dodge', (cb, cs) => cb / (1 - cs / 2)],
    ['linear-dodge', (cb, cs) => cb + cs / 2],
    ['difference', (cb, cs) => Math.abs(cb - cs / 2)],
    ['linear-burn', (cb, cs) => cb + (cs - 1) / 2],
    ['color-burn', (cb, cs) => 1 - (1 - cb) / (1 - (1 - cs) / 2)],
    ['linear-light', (cb, cs) => cb + (2 * cs - 1) / 2],
    // The other modes take it as opacity.
    ['multiply', (cb, cs) => (cb + cb * cs) / 2],
    ['normal', (cb, cs) => (cb + cs) / 2],
  ]
  it.each(cases)('of %s', async (mode, formula) => {
    const [below, above] = [
      [100, 150, 200],
      [200, 100, 50],
    ]
    const half = layer('half', [...above, 255] as unknown as Rgba, {
      blendMode: mode.replaceAll('-', ' ') as NonNullable<PsdLayer['blendMode']>,
      fillOpacity: 0.5,
    })
    const found = await shown([layer('base', [...below, 255] as unknown as Rgba), half])
    const wanted = below.map((value, i) =>
      Math.min(255, Math.max(0, 255 * formula(value / 255, above[i]! / 255))),
    )
    // Fill opacity is stored in 255 steps.
    for (const [i, value] of wanted.entries()) expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(2)
  })

  it('of hard mix cannot be shown, and it says so', async () => {
    const { notices, merged } = await open(
      layer('base', WHITE),
      layer('mixed', RED, { blendMode: 'hard mix', fillOpacity: 0.5 }),
    )
    expect(notices).toEqual([
      { code: 'psd-feature-flattened', values: { feature: 'fill-opacity', layers: 'mixed' } },
    ])
    expect(merged).toBeDefined()
  })
})

describe('masks', () => {
  const paper = layer('paper', WHITE)
  const left = {
    ...{ left: 0, top: 0, right: 4, bottom: 6, defaultColor: 0 },
    imageData: { width: 4, height: 6, data: solid(4, 6, WHITE).data },
  }

  it.each([
    ['a raster mask', { userMaskDensity: 0.5 }],
    ['a vector mask', { fromVectorData: true, vectorMaskDensity: 0.5 }],
  ])('%s of half density', async (_, more) => {
    const red = layer('red', RED, { mask: { ...left, ...more } })
    expect(await shown([paper, red], 1, 1)).toEqual(RED)
    near(await shown([paper, red], 6, 1), [255, 127, 127, 255])
  })

  it.each([
    ['a raster mask', { userMaskFeather: 2 }],
    ['a vector mask', { fromVectorData: true, vectorMaskFeather: 2 }],
  ])('%s with a feather fades at its edge', async (_, more) => {
    const red = layer('red', RED, { mask: { ...left, ...more } })
    const greens = await Promise.all([0, 3, 4, 7].map(async (x) => (await shown([paper, red], x, 3))[1]!))
    expect(greens).toEqual(greens.toSorted((a, b) => a - b))
    expect(greens[1]).toBeGreaterThan(60)
    expect(greens[2]).toBeLessThan(195)
  })

  const square = (x: number, y: number, size: number, operation?: 'combine' | 'subtract') => ({
    open: false,
    fillRule: 'even-odd' as const,
    ...(operation && { operation }),
    knots: [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
    ].map(([kx = 0, ky = 0]) => ({ linked: false, points: [kx, ky, kx, ky, kx, ky] })),
  })

  it('paths without a raster are drawn, added and cut', async () => {
    const vectorMask = { paths: [square(1, 1, 4, 'combine'), square(2, 2, 2, 'subtract')] }
    const red = layer('red', RED, { vectorMask })
    const at = (x: number, y: number) => shown([paper, red], x, y)
    expect([await at(1, 1), await at(2, 2), await at(4, 4), await at(6, 4)]).toEqual([RED, WHITE, RED, WHITE])
  })

  it('a filled shape is drawn by its path', async () => {
    const shape: PsdLayer = {
      name: 'shape',
      vectorFill: { type: 'color', color: { r: 255, g: 0, b: 0 } },
      vectorMask: { paths: [square(1, 1, 3, 'combine')] },
    }
    expect([await shown([paper, shape], 2, 2), await shown([paper, shape], 5, 5)]).toEqual([RED, WHITE])
  })
})

describe('fill and adjustment layers', () => {
  const gradient = (more: object): PsdLayer => ({
    name: 'gradient',
    vectorFill: {
      ...{ type: 'solid', name: 'g', style: 'linear', angle: 0, scale: 100 },
      colorStops: [
        { color: { r: 255, g: 0, b: 0 }, location: 0, midpoint: 0.5 },
        { color: { r: 0, g: 0, b: 255 }, location: 1, midpoint: 0.5 },
      ],
      opacityStops: [{ opacity: 1, location: 0, midpoint: 0.5 }],
      ...more,
    } as NonNullable<PsdLayer['vectorFill']>,
  })

  it.each<[string, object, [number, number], readonly number[]]>([
    ['to the right', {}, [0, 3], [239, 0, 16, 255]],
    ['to the right', {}, [7, 3], [16, 0, 239, 255]],
    ['reversed', { reverse: true }, [7, 3], [239, 0, 16, 255]],
    ['upwards', { angle: 90 }, [4, 5], [234, 0, 21, 255]],
    ['radial, at its edge', { style: 'radial' }, [7, 3], [30, 0, 224, 255]],
    ['reflected, at its middle', { style: 'reflected' }, [4, 3], [223, 0, 32, 255]],
  ])('a gradient %s', async (_, more, [x, y], wanted) => {
    const found = await shown([layer('paper', WHITE), gradient(more)], x, y)
    for (const [i, value] of wanted.entries()) expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(4)
  })

  it('inverting turns what is below into its opposite, and nothing where there is nothing', async () => {
    const red = layer('red', RED, { imageData: { width: 4, height: 6, data: solid(4, 6, RED).data } })
    const invert: PsdLayer = { name: 'invert', adjustment: { type: 'invert' } }
    expect(await shown([red, invert], 1, 1)).toEqual([0, 255, 255, 255])
    expect((await shown([red, invert], 6, 1))[3]).toBe(0)
    expect(await shown([layer('paper', WHITE), red, { ...invert, opacity: 1 }], 6, 1)).toEqual([0, 0, 0, 255])
  })

  it('what cannot be shown is named, and the file has its merged picture offered', async () => {
    const { notices, merged } = await open(layer('paper', WHITE), {
      name: 'fewer colours',
      adjustment: { type: 'posterize', levels: 4 },
    })
    expect(notices).toEqual([
      { code: 'psd-feature-flattened', values: { feature: 'adjustment', layers: 'fewer colours' } },
    ])
    expect(merged).toMatchObject({ width: 8, height: 6 })
  })

  it('of a blank merged picture, or one that shows no more than the layers, nothing is offered', async () => {
    expect((await open(layer('paper', WHITE))).merged).toBeUndefined()
    const imageData = { width: 8, height: 6, data: solid(8, 6, WHITE).data }
    const children = [
      layer('paper', WHITE),
      { name: 'x', adjustment: { type: 'posterize' as const, levels: 4 } },
    ]
    const decoded = await decodeFile(foreign({ imageData, children }), 'a.psd')
    expect(decoded).not.toHaveProperty('merged')
  })
})

it('an artboard has its background and cuts what is in it', async () => {
  const artboard = {
    rect: { left: 1, top: 1, right: 5, bottom: 5 },
    backgroundType: 4,
    color: { r: 0, g: 0, b: 255 },
  }
  const inner = layer('inner', RED, { imageData: { width: 3, height: 6, data: solid(3, 6, RED).data } })
  const at = (x: number, y: number) =>
    shown([{ name: 'board', artboard, opened: true, children: [inner] }], x, y)
  expect([await at(2, 2), await at(4, 2)]).toEqual([RED, BLUE])
  expect([(await at(0, 0))[3], (await at(6, 2))[3]]).toEqual([0, 0])
})
