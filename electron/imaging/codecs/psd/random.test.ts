import { type Layer as PsdLayer, writePsdUint8Array } from 'ag-psd'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noise, pixelAt } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import { flatten } from './flatten.fixture.ts'

/**
 * Files of layers drawn at random, against what Photoshop is known to show of each pixel by itself, in fractions. No part of
 * the decoder or of the compositor is used for the answer.
 */
const [WIDTH, HEIGHT] = [11, 9]
/** Every layer is rounded to bytes, and its mask, and what is below it. */
const TOLERANCE = 5

/** Modes that make of a rounding no more than two. */
const modes = {
  normal: (_cb, cs) => cs,
  multiply: (cb, cs) => cb * cs,
  screen: (cb, cs) => 1 - (1 - cb) * (1 - cs),
  darken: (cb, cs) => Math.min(cb, cs),
  lighten: (cb, cs) => Math.max(cb, cs),
  difference: (cb, cs) => Math.abs(cb - cs),
  exclusion: (cb, cs) => cb + cs - 2 * cb * cs,
  'linear dodge': (cb, cs) => Math.min(1, cb + cs),
  'linear burn': (cb, cs) => Math.max(0, cb + cs - 1),
  subtract: (cb, cs) => Math.max(0, cb - cs),
  overlay: (cb, cs) => (cb <= 0.5 ? 2 * cb * cs : 1 - 2 * (1 - cb) * (1 - cs)),
} satisfies Record<string, (cb: number, cs: number) => number>
type Mode = keyof typeof modes
const modeNames = Object.keys(modes) as Mode[]

interface Box {
  left: number
  top: number
  width: number
  height: number
}
interface Mask extends Box {
  outside: number
  /** 0 to 255, row by row. */
  values: Uint8Array
  /** In 255ths. */
  density: number
  feather: number
}
interface Common {
  mode: Mode | 'pass through'
  /** In 255ths. */
  opacity: number
  clipping: boolean
  hidden: boolean
  mask?: Mask
}
interface Leaf extends Common, Box {
  /** RGBA. */
  data: Uint8Array
}
interface Group extends Common {
  children: Drawn[]
}
type Drawn = Leaf | Group

const box = fc.record({
  left: fc.integer({ min: -3, max: WIDTH - 1 }),
  top: fc.integer({ min: -3, max: HEIGHT - 1 }),
  width: fc.integer({ min: 1, max: WIDTH + 3 }),
  height: fc.integer({ min: 1, max: HEIGHT + 3 }),
})
const hard = (value: number) => (value < 128 ? 0 : 255)

const mask = (soft: boolean): fc.Arbitrary<Mask> =>
  fc
    .record({
      box,
      outside: fc.constantFrom(0, 255),
      density: soft ? fc.constantFrom(255, 255, 200, 90) : fc.constant(255),
      feather: soft ? fc.constantFrom(0, 0, 0.8, 2.5) : fc.constant(0),
      seed: fc.nat(),
    })
    .map(({ box, seed, ...rest }) => {
      const values = noise(box.width, box.height, 1, seed).data
      return { ...box, ...rest, values: soft ? values : values.map(hard) }
    })

const common = (soft: boolean) => ({
  opacity: fc.constantFrom(255, 255, 170, 60),
  clipping: fc.boolean(),
  hidden: fc.constantFrom(false, false, false, false, true),
  mask: fc.option(mask(soft), { nil: undefined }),
})

const leaf: fc.Arbitrary<Leaf> = fc
  .record({
    ...common(true),
    box,
    mode: fc.constantFrom(...modeNames),
    alpha: fc.constantFrom('opaque', 'hard', 'soft'),
    seed: fc.nat(),
  })
  .map(({ box, alpha, seed, mask, ...rest }) => {
    const { data } = noise(box.width, box.height, 4, seed)
    if (alpha !== 'soft')
      for (let i = 3; i < data.length; i += 4) data[i] = alpha === 'opaque' ? 255 : hard(data[i]!)
    return { ...rest, ...box, data, ...(mask && { mask }) }
  })

// The mask of a group is hard: a soft one over several layers can only be shown nearly.
const groupOf = (child: fc.Arbitrary<Drawn>): fc.Arbitrary<Group> =>
  fc
    .record({
      ...common(false),
      mode: fc.constantFrom<Mode | 'pass through'>('pass through', 'pass through', ...modeNames),
      children: fc.array(child, { minLength: 1, maxLength: 3 }),
    })
    .map(({ mask, ...rest }) => ({ ...rest, ...(mask && { mask }) }))
const shallow = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: groupOf(leaf) })
const stack = fc.array(fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 1, arbitrary: groupOf(shallow) }), {
  minLength: 1,
  maxLength: 5,
})

function toPsd(layer: Drawn): PsdLayer {
  const { mode, opacity, clipping, hidden, mask } = layer
  const properties = { name: 'layer', blendMode: mode, opacity: opacity / 255, clipping, hidden }
  const masked = mask && {
    mask: {
      ...edges(mask),
      defaultColor: mask.outside,
      imageData: image(mask, (i) => [mask.values[i]!, mask.values[i]!, mask.values[i]!, 255]),
      ...(mask.density < 255 && { userMaskDensity: mask.density / 255 }),
      ...(mask.feather > 0 && { userMaskFeather: mask.feather }),
    },
  }
  if ('children' in layer)
    return { ...properties, ...masked, opened: true, children: layer.children.map(toPsd) }
  const imageData = image(layer, (i) => layer.data.subarray(4 * i, 4 * i + 4))
  return { ...properties, ...masked, ...edges(layer), imageData }
}

const edges = ({ left, top, width, height }: Box) => ({
  ...{ left, top, right: left + width, bottom: top + height },
})

function image({ width, height }: Box, rgba: (i: number) => ArrayLike<number>) {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < width * height; i++) data.set(rgba(i), 4 * i)
  return { width, height, data }
}

/** A colour and its alpha, 0 to 1. */
interface Pixel {
  color: readonly number[]
  alpha: number
}
const nothing: Pixel = { color: [0, 0, 0], alpha: 0 }

function shownBy(mask: Mask | undefined, x: number, y: number): number {
  if (!mask) return 1
  const at = (x: number, y: number) => {
    const [column, row] = [x - mask.left, y - mask.top]
    const isInside = column >= 0 && row >= 0 && column < mask.width && row < mask.height
    return (isInside ? mask.values[row * mask.width + column]! : mask.outside) / 255
  }
  let value = at(x, y)
  if (mask.feather > 0) {
    const reach = Math.ceil(4 * mask.feather)
    let [sum, weights] = [0, 0]
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const weight = Math.exp(-(dx * dx + dy * dy) / (2 * mask.feather ** 2))
        sum += weight * at(x + dx, y + dy)
        weights += weight
      }
    value = sum / weights
  }
  return 1 - (mask.density / 255) * (1 - value)
}

/** W3C Compositing and Blending, section 5.8. */
function over(below: Pixel, above: Pixel, mode: Mode): Pixel {
  const [ab, as] = [below.alpha, above.alpha]
  const alpha = ab + as - ab * as
  if (alpha === 0) return nothing
  const color = below.color.map((cb, k) => {
    const cs = above.color[k]!
    return ((1 - as) * ab * cb + (1 - ab) * as * cs + ab * as * modes[mode](cb, cs)) / alpha
  })
  return { color, alpha }
}

function between(before: Pixel, after: Pixel, share: number): Pixel {
  const [a, b] = [(1 - share) * before.alpha, share * after.alpha]
  if (a + b === 0) return nothing
  return { color: before.color.map((c, k) => (a * c + b * after.color[k]!) / (a + b)), alpha: a + b }
}

/** What a layer or group is at a place by itself, with its mask, without mode and opacity. */
function alone(layer: Drawn, x: number, y: number): Pixel {
  const shown = shownBy(layer.mask, x, y)
  if ('children' in layer) {
    const { color, alpha } = composite(layer.children, x, y, nothing)
    return { color, alpha: alpha * shown }
  }
  const [column, row] = [x - layer.left, y - layer.top]
  if (column < 0 || row < 0 || column >= layer.width || row >= layer.height) return nothing
  const [r = 0, g = 0, b = 0, a = 0] = layer.data.subarray(4 * (row * layer.width + column))
  return { color: [r / 255, g / 255, b / 255], alpha: (a / 255) * shown }
}

const faded = ({ color, alpha }: Pixel, opacity: number) => ({ color, alpha: (alpha * opacity) / 255 })
/** A group that is clipped or clipped to is by itself, whatever it says. */
const modeOf = ({ mode }: Drawn): Mode => (mode === 'pass through' ? 'normal' : mode)

function composite(layers: readonly Drawn[], x: number, y: number, below: Pixel): Pixel {
  let result = below
  for (let i = 0; i < layers.length; ) {
    const base = layers[i++]!
    const clipped: Drawn[] = []
    while (layers[i]?.clipping) clipped.push(layers[i++]!)
    if (base.hidden) continue
    if ('children' in base && base.mode === 'pass through' && clipped.length === 0) {
      const after = composite(base.children, x, y, result)
      result = between(result, after, (base.opacity / 255) * shownBy(base.mask, x, y))
      continue
    }
    const { color, alpha } = alone(base, x, y)
    let painted: Pixel = { color, alpha: 1 }
    for (const layer of clipped)
      if (!layer.hidden) painted = over(painted, faded(alone(layer, x, y), layer.opacity), modeOf(layer))
    result = over(result, faded({ color: painted.color, alpha }, base.opacity), modeOf(base))
  }
  return result
}

test('stacks of layers look as Photoshop shows them', async () => {
  await fc.assert(
    fc.asyncProperty(stack, fc.boolean(), fc.boolean(), async (layers, psb, compress) => {
      const children = layers.map(toPsd)
      const bytes = writePsdUint8Array(
        { width: WIDTH, height: HEIGHT, children },
        { noBackground: true, psb, compress },
      )
      const decoded = await decodeFile(bytes, 'a.psd')
      if (decoded.kind !== 'document') throw new Error('expected layers')
      const { document, rasters } = decoded
      const { pixels } = flatten({ layers: document.layers, rasters }, document.root, document)
      expect(decoded.merged).toBeUndefined()
      for (let y = 0; y < HEIGHT; y++)
        for (let x = 0; x < WIDTH; x++) {
          const wanted = composite(layers, x, y, nothing)
          const [r = 0, g = 0, b = 0, a = 0] = pixelAt(pixels, x, y)
          // Colours count as far as they can be seen.
          const found = [r, g, b].map((value) => (value * a) / 255)
          const hoped = wanted.color.map((value) => 255 * value * wanted.alpha)
          for (const [k, value] of [...found, a].entries()) {
            const right = [...hoped, 255 * wanted.alpha][k]!
            if (Math.abs(value - right) > TOLERANCE)
              throw new Error(`(${x}, ${y}), channel ${k}: ${value} and not ${right}`)
          }
        }
    }),
    { numRuns: 150 },
  )
})
