import { expect, test } from 'vitest'
import { type Adjustment, defaultAdjustments, type Layer } from '../../../contract/document/index.ts'
import { documentOf, layerDefaults, noise } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import { encodePsd } from './write.ts'

const image = (id: string, more: Partial<Layer> = {}): Layer =>
  ({ ...layerDefaults(id), ...more, kind: 'image' }) as Layer
const group = (id: string, children: string[], more: Partial<Layer> = {}): Layer =>
  ({ ...layerDefaults(id), kind: 'group', expanded: true, children, ...more }) as Layer

test('a PSD keeps masks, clipping and every adjustment', async () => {
  const adjustments: Adjustment[] = [
    {
      ...defaultAdjustments.levels,
      rgb: { black: 10, white: 240, gamma: 1.25, outBlack: 5, outWhite: 250 },
    },
    {
      ...defaultAdjustments.curves,
      green: [
        [0, 20],
        [128, 90],
        [255, 255],
      ],
    },
    { kind: 'exposure', exposure: 0.5, offset: -0.0625, gamma: 1.5 },
    { kind: 'hue-saturation', hue: -40, saturation: 25, lightness: -10, colorize: false },
    { kind: 'hue-saturation', hue: -150, saturation: 45, lightness: 5, colorize: true },
    { kind: 'vibrance', vibrance: 30, saturation: -12 },
    { kind: 'white-balance', temperature: 40, tint: -20 },
    { ...defaultAdjustments['black-and-white'], reds: -50, magentas: 210 },
    { kind: 'invert' },
    {
      kind: 'gradient-map',
      stops: [
        { at: 0, color: '#102030' },
        { at: 0.5, color: '#ff0080' },
        { at: 1, color: '#ffffff' },
      ],
    },
  ]
  const mask = (hides: boolean) => ({
    ...{ raster: 'm', hides, linked: true, enabled: hides },
    transform: { x: 3, y: 2, scaleX: 1, scaleY: 1, rotation: 0 },
  })
  const layers: Layer[] = [
    image('a', { mask: mask(true), alphaLocked: true }),
    image('b', { clipped: true, mask: mask(false) }),
    group('g', ['b'], { mask: mask(true), clipped: true }),
    ...adjustments.map(
      (adjustment, k): Layer => ({
        ...layerDefaults(`adjust ${k}`),
        kind: 'adjustment',
        adjustment,
        ...(k === 0 && { mask: mask(false), clipped: true }),
      }),
    ),
  ]
  const document = documentOf(12, 9, layers)
  const rasters = { 'a-raster': noise(12, 9, 4, 1), 'b-raster': noise(5, 5, 4, 2), m: noise(6, 4, 4, 3) }
  const { parts } = await encodePsd({ document, rasters }, noise(12, 9))
  const opened = await decodeFile(Buffer.concat(parts), 'a.psd')
  if (opened.kind !== 'document') throw new Error('expected layers')
  const at = (name: string) => Object.values(opened.document.layers).find((layer) => layer.name === name)!
  expect(opened.notices).toEqual([])
  for (const name of ['a', 'b', 'g', 'adjust 0']) {
    const { mask: before } = layers.find((layer) => layer.name === name)!
    const after = at(name).mask!
    expect(after).toMatchObject({ hides: before!.hides, enabled: before!.enabled })
    expect(after.transform).toMatchObject({ x: 3, y: 2 })
    const alphaOf = ({ data }: { data: Uint8Array }) => [...data.filter((_, i) => i % 4 === 3)]
    expect(alphaOf(opened.rasters[after.raster]!)).toEqual(alphaOf(rasters.m))
  }
  expect([at('a'), at('b')].map((layer) => 'raster' in layer && layer.alphaLocked)).toEqual([true, undefined])
  expect([at('a').clipped, at('g').clipped, at('adjust 0').clipped]).toEqual([undefined, true, true])
  for (const [k, adjustment] of adjustments.entries()) {
    const layer = at(`adjust ${k}`)
    if (layer.kind !== 'adjustment') throw new Error('expected an adjustment')
    if (adjustment.kind !== 'white-balance') expect(layer.adjustment).toEqual(adjustment)
    else {
      // Gains are kept in per cent.
      expect(layer.adjustment.kind).toBe('white-balance')
      const found = layer.adjustment as typeof adjustment
      expect(Math.abs(found.temperature - adjustment.temperature)).toBeLessThanOrEqual(4)
      expect(Math.abs(found.tint - adjustment.tint)).toBeLessThanOrEqual(4)
    }
  }
})
