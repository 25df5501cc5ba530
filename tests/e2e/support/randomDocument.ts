import * as fc from 'fast-check'
import {
  type Adjustment,
  type BlendMode,
  blendModes,
  type DocumentData,
  defaultAdjustments,
  type Layer,
  type LayerId,
  type LayerMask,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'

export const SIZE = { width: 160, height: 120 }

/**
 * A document of picture layers and adjustments in groups within groups, on an opaque ground, with masks and clipping, and
 * its rasters.
 */
export interface RandomDocument {
  document: DocumentData
  rasters: Record<string, Pixels>
}

/** Where the colour jumps at a threshold, a rounding of one step decides; the sheet of modes looks at these one by one. */
const jumping: readonly BlendMode[] = ['dissolve', 'hard-mix', 'darker-color', 'lighter-color']
/** What divides by a colour or its complement makes a rounding of one step in the dark as large as it likes. */
const steep: readonly BlendMode[] = ['color-burn', 'color-dodge', 'vivid-light', 'divide']
const smooth = blendModes.filter(
  (mode) => mode !== 'pass-through' && !jumping.includes(mode) && !steep.includes(mode),
)

interface Look {
  visible: boolean
  opacity: number
  mode: BlendMode
  clipped: boolean
  layerMask: { place: Place; hides: boolean; enabled: boolean } | null
}
type Node = Look &
  (
    | { kind: 'layer'; width: number; height: number; place: Place; seed: number; mask: boolean }
    | { kind: 'adjustment'; adjustment: Adjustment }
    | { kind: 'group'; children: Node[] }
  )
interface Place {
  x: number
  y: number
  rotation: 0 | 90 | 180 | 270
  mirrored: boolean
}

const opacity = fc.constantFrom(0, 0.25, 0.5, 0.8, 1, 1, 1, 1)
const visible = fc.constantFrom(true, true, true, true, true, false)

const place = fc.record({
  x: fc.integer({ min: -20, max: SIZE.width - 10 }),
  y: fc.integer({ min: -20, max: SIZE.height - 10 }),
  rotation: fc.constantFrom<0 | 90 | 180 | 270>(0, 0, 90, 180, 270),
  mirrored: fc.boolean(),
})
const look = {
  visible,
  clipped: fc.constantFrom(false, false, true),
  layerMask: fc.option(
    fc.record({ place, hides: fc.boolean(), enabled: fc.constantFrom(true, true, false) }),
    {
      freq: 1,
    },
  ),
}

/** Those that make of a rounding not much more, so that two compositors can be compared. */
const adjustments: Adjustment[] = [
  defaultAdjustments.invert,
  { ...defaultAdjustments.exposure, exposure: -0.5 },
  { ...defaultAdjustments['white-balance'], temperature: -60, tint: 30 },
  { ...defaultAdjustments['black-and-white'] },
  {
    kind: 'gradient-map',
    stops: [
      { at: 0, color: '#402060' },
      { at: 1, color: '#f0e0c0' },
    ],
  },
]
const adjustment = fc.record({
  kind: fc.constant('adjustment' as const),
  ...look,
  opacity,
  mode: fc.constantFrom<BlendMode>('normal', 'normal', 'multiply', 'luminosity'),
  adjustment: fc.constantFrom(...adjustments),
})
const layer = fc.record({
  kind: fc.constant('layer' as const),
  ...look,
  opacity,
  mode: fc.constantFrom<BlendMode>(...smooth),
  width: fc.integer({ min: 40, max: 120 }),
  height: fc.integer({ min: 30, max: 90 }),
  place,
  seed: fc.integer({ min: 0, max: 0xffff }),
  mask: fc.boolean(),
})
const { tree } = fc.letrec<{ tree: Node; group: Node }>((tie) => ({
  group: fc.record({
    kind: fc.constant('group' as const),
    ...look,
    opacity,
    mode: fc.oneof(fc.constant<BlendMode>('pass-through'), fc.constantFrom<BlendMode>(...smooth)),
    children: fc.array(tie('tree'), { minLength: 2, maxLength: 4, depthIdentifier: 'depth' }),
  }) as fc.Arbitrary<Node>,
  tree: fc.oneof({ depthIdentifier: 'depth', maxDepth: 3 }, layer, adjustment, {
    arbitrary: tie('group'),
    weight: 2,
  }) as fc.Arbitrary<Node>,
}))

/** As many documents as are asked for, the same ones each time. */
export const randomDocuments = (count: number): RandomDocument[] =>
  fc
    .sample(fc.array(tree, { minLength: 3, maxLength: 7 }), { numRuns: count, seed: 20 })
    .map((nodes, index) => documentOf(nodes, `random-${index}`))

function documentOf(nodes: readonly Node[], id: string): RandomDocument {
  const layers: Record<LayerId, Layer> = {}
  const rasters: Record<string, Pixels> = {}
  const add = (node: Node): LayerId => {
    const name = `layer-${Object.keys(layers).length}`
    const common = {
      ...{ id: name, name, locked: false, visible: node.visible, opacity: node.opacity },
      ...(node.clipped && { clipped: true }),
      ...(node.layerMask && { mask: maskOf(node.layerMask, `mask-${name}`, rasters) }),
    }
    // Held before its children, so that each has a name of its own.
    layers[name] = { ...common, kind: 'group', blendMode: node.mode, expanded: false, children: [] }
    if (node.kind === 'group') {
      layers[name] = { ...layers[name], children: node.children.map(add) } as Layer
      return name
    }
    if (node.kind === 'adjustment') {
      layers[name] = { ...common, kind: 'adjustment', blendMode: node.mode, adjustment: node.adjustment }
      return name
    }
    const raster = `raster-${name}`
    rasters[raster] = picture(node.width, node.height, node.seed)
    const transform = transformOf(node.place)
    layers[name] = {
      ...common,
      kind: 'paint',
      blendMode: node.mode,
      raster,
      transform,
      ...(node.mask && { maskOf: 'layer-0' }),
    }
    return name
  }
  const ground: Node = {
    kind: 'layer',
    visible: true,
    opacity: 1,
    mode: 'normal',
    ...SIZE,
    place: { x: 0, y: 0, rotation: 0, mirrored: false },
    seed: -1,
    mask: false,
    clipped: false,
    layerMask: null,
  }
  const root = [ground, ...nodes].map(add)
  const document = { id, name: id, ...SIZE, layers, root, active: 'layer-0', selection: null, masks: [] }
  return { document, rasters }
}

/** A mask of 70 x 60 pixels that fades out to the right. */
function maskOf(
  { place, hides, enabled }: NonNullable<Look['layerMask']>,
  raster: string,
  rasters: Record<string, Pixels>,
): LayerMask {
  rasters[raster] = picture(70, 60, 1)
  return { raster, transform: transformOf(place), hides, linked: true, enabled }
}

/** Whole pixels, quarter turns and mirroring: what both compositors draw without resampling. */
const transformOf = ({ x, y, rotation, mirrored }: Place): Transform => ({
  x,
  y,
  rotation,
  scaleX: mirrored ? -1 : 1,
  scaleY: 1,
})

/** Colours that run smoothly, opaque to the left and ever more transparent to the right; opaque where `seed` is -1. */
function picture(width: number, height: number, seed: number): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) {
      const [u, v] = [x / width, y / height]
      const wave = (k: number) => 127.5 + 110 * Math.sin((seed % 97) + k + 3 * u + (k + 1) * v)
      data.set([wave(0), wave(1), wave(2), seed < 0 || u < 0.5 ? 255 : 255 * (1.5 - u)], i)
    }
  return { width, height, channels: 4, data }
}
