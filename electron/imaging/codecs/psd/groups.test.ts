import type { Layer as PsdLayer } from 'ag-psd'
import { describe, expect, it } from 'vitest'
import { pixelAt, solid } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import { flatten } from './flatten.fixture.ts'
import { foreign, pixelLayer } from './psd.fixture.ts'

type Rgba = readonly [number, number, number, number]
const WHITE: Rgba = [255, 255, 255, 255]
const RED: Rgba = [255, 0, 0, 255]
const BLUE: Rgba = [0, 0, 255, 255]

const layer = (name: string, color: Rgba, more: Partial<PsdLayer> = {}): PsdLayer =>
  pixelLayer(name, { imageData: { width: 8, height: 6, data: solid(8, 6, color).data }, ...more })
const group = (children: PsdLayer[], more: Partial<PsdLayer> = {}): PsdLayer => ({
  ...{ name: 'group', opened: true, children },
  ...more,
})
/** A mask of one value. */
const masked = (value: number) => ({
  ...{ left: 0, top: 0, right: 8, bottom: 6, defaultColor: 0 },
  imageData: { width: 8, height: 6, data: solid(8, 6, [value, value, value, 255]).data },
})

async function open(...children: PsdLayer[]) {
  const decoded = await decodeFile(foreign({ children }), 'a.psd')
  if (decoded.kind !== 'document') throw new Error('expected layers')
  const { layers, root } = decoded.document
  const { pixels } = flatten({ layers, rasters: decoded.rasters }, root, decoded.document)
  return { ...decoded, at: (x: number, y: number) => pixelAt(pixels, x, y) }
}

const paper = layer('paper', WHITE)

describe('the mask of a group', () => {
  const clipped = layer('clipped', RED, { clipping: true })

  it.each<[string, PsdLayer[]]>([
    ['a layer', [layer('base', BLUE), clipped]],
    ['a group', [group([layer('base', BLUE)]), clipped]],
    ['a layer, a group', [layer('base', BLUE), group([layer('inner', RED)], { clipping: true })]],
  ])('counts once for what is clipped in it to %s', async (_, children) => {
    const { at } = await open(paper, group(children, { mask: masked(128) }))
    expect(at(4, 3)).toEqual([255, 127, 127, 255])
  })

  it('that is soft hides all in it alike', async () => {
    const two = [layer('below', BLUE), layer('above', RED)]
    const { at, merged } = await open(paper, group(two, { mask: masked(128) }))
    expect(at(4, 3)).toEqual([255, 127, 127, 255])
    expect(merged).toBeUndefined()
  })
})

it('inverting in a pass-through group reaches what is below the group, in another only what is in it', async () => {
  const invert: PsdLayer = { name: 'invert', adjustment: { type: 'invert' } }
  const red = layer('red', RED)
  expect((await open(red, group([invert], { blendMode: 'pass through' }))).at(4, 3)).toEqual([
    0, 255, 255, 255,
  ])
  expect((await open(red, group([invert], { blendMode: 'normal' }))).at(4, 3)).toEqual(RED)
})

it.each<[string, PsdLayer[]]>([
  ['a layer', [paper, layer('odd', RED, { blendMode: 'pass through' })]],
  ['a clipped layer', [layer('b', BLUE), layer('odd', RED, { blendMode: 'pass through', clipping: true })]],
  [
    'a layer clipped to a soft base',
    [layer('b', [0, 0, 255, 9]), layer('odd', RED, { blendMode: 'pass through', clipping: true })],
  ],
])('a mode that only groups have is told once of %s', async (_, children) => {
  const { notices } = await open(...children)
  const told = notices.filter(({ code }) => code === 'psd-mode-approximated')
  expect(told.map(({ values }) => values)).toEqual([{ layers: 'odd' }])
})
