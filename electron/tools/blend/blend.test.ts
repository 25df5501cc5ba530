import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { blend } from './blend.ts'
import type { Blended } from './compose.ts'
import type { BlendOptions } from './plan.ts'
import { loadScene, type ScenePixels } from './scene.ts'

const team = await teamOfOne()
const inPlace: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const gp: BlendSettings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' }
const kernels = ['normal', 'sobel', 'scharr', 'roberts', 'prewitt'] as const
const methods = ['gp', 'poisson', 'modified-poisson', 'paste'] as const

function run(
  scene: ScenePixels,
  settings: Partial<BlendSettings> = {},
  transform: Partial<Transform> = {},
  options: BlendOptions = { whole: true },
): Blended | null {
  const mark = team.memory.mark()
  try {
    const loaded = loadScene(team, scene, { previews: Boolean(options.onPreview) })
    return blend(team, loaded, { ...inPlace, ...transform }, { ...gp, ...settings }, options)
  } finally {
    team.memory.release(mark)
  }
}

type Color = [number, number, number]

function picture(width: number, height: number, color: (x: number, y: number) => Color): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(color(x, y), 3 * (y * width + x))
  return { width, height, channels: 3, data }
}

function maskOf(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8Array(width * height).map((_, i) => value(i % width, Math.floor(i / width)))
  return { width, height, channels: 1, data }
}

function withAlpha({ width, height, data }: Pixels, alpha: (x: number, y: number) => number): Pixels {
  const rgba = new Uint8Array(4 * width * height)
  for (let i = 0; i < width * height; i++) {
    rgba.set(data.subarray(3 * i, 3 * i + 3), 4 * i)
    rgba[4 * i + 3] = alpha(i % width, Math.floor(i / width))
  }
  return { width, height, channels: 4, data: rgba }
}

const worst = (a: Pixels, b: Pixels) =>
  a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - b.data[i]!)), 0)

const landscape = (width: number, height: number) =>
  picture(width, height, (x, y) => [
    40 + (120 * x) / width + ((x * y) % 11),
    200 - (150 * y) / height,
    90 + 40 * Math.sin(x / 5) + 20 * Math.cos(y / 3),
  ])

const disc =
  (width: number, height: number, inside = 255) =>
  (x: number, y: number) =>
    Math.hypot(x - width * 0.55, y - height * 0.4) < Math.min(width, height) / 4 ? inside : 0

test('a picture pasted into itself comes back unchanged', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 150 }),
      fc.constantFrom(...kernels),
      fc.constantFrom(...methods),
      fc.constantFrom('composite', 'background'),
      fc.constantFrom(0.001, 1, 50),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (width, height, kernel, method, anchor, beta, numbers) => {
        const background = picture(width, height, () => [next(numbers), next(numbers), next(numbers)])
        const source = withAlpha(background, (x, y) => (x + y === 0 ? 255 : next(numbers)))
        const { pixels } = run({ background, source }, { kernel, method, anchor, beta })!
        expect(worst(pixels, background)).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 60, seed: 1 },
  )
})

const next = (numbers: Iterator<number>): number => numbers.next().value

for (const method of ['poisson', 'modified-poisson'] as const)
  for (const kernel of kernels)
    test(`${method} ${kernel}: an object that is the photo in other light disappears`, () => {
      const background = landscape(157, 101)
      const lighter = picture(157, 101, (x, y) => {
        const at = 3 * (y * 157 + x)
        return [0, 1, 2].map((c) => background.data[at + c]! + 30) as Color
      })
      const source = withAlpha(lighter, disc(157, 101))
      const { pixels } = run({ background, source }, { method, kernel })!
      // Modified Poisson keeps the composite's mean, which the object has raised: the light is spread evenly.
      const share = source.data.filter((v, i) => i % 4 === 3 && v > 0).length / (157 * 101)
      const shift = method === 'poisson' ? 0 : 30 * share
      const expected = picture(157, 101, (x, y) => {
        const at = 3 * (y * 157 + x)
        return [0, 1, 2].map((c) => Math.round(background.data[at + c]! + shift)) as Color
      })
      expect(worst(pixels, expected)).toBeLessThanOrEqual(1)
    })

test('an even object in an even photo: at every level the seam is gone and nothing rings', () => {
  const background = picture(200, 160, () => [100, 100, 100])
  const source = withAlpha(
    picture(200, 160, () => [140, 60, 100]),
    disc(200, 160),
  )
  const { pixels } = run({ background, source }, { beta: 0.05 })!
  const steps = []
  for (let i = 3; i < pixels.data.length; i += 3)
    if ((i / 3) % 200 !== 0) steps.push(Math.abs(pixels.data[i]! - pixels.data[i - 3]!))
  // The paste steps by 40 at its edge.
  expect(Math.max(...steps)).toBeLessThanOrEqual(4)
  expect(Math.min(...pixels.data.filter((_, i) => i % 3 === 0))).toBeGreaterThanOrEqual(99)
  expect(Math.max(...pixels.data.filter((_, i) => i % 3 === 0))).toBeLessThanOrEqual(141)
})

test('the border of the photo is not darkened', () => {
  for (const kernel of kernels) {
    const background = picture(211, 97, () => [250, 180, 200])
    const source = withAlpha(
      picture(211, 97, () => [250, 180, 200]),
      disc(211, 97),
    )
    const { pixels } = run({ background, source }, { kernel })!
    expect(worst(pixels, background)).toBe(0)
    const green = withAlpha(
      picture(30, 30, () => [40, 220, 40]),
      () => 255,
    )
    const blended = run({ background, source: green }, { kernel }, { x: 90, y: 30 })!.pixels
    const corner = (x: number, y: number) => [
      ...blended.data.subarray(3 * (y * 211 + x), 3 * (y * 211 + x) + 3),
    ]
    for (const [x, y] of [
      [0, 0],
      [210, 0],
      [0, 96],
      [210, 96],
    ] as const)
      expect(Math.max(...corner(x, y).map((v, c) => Math.abs(v - [250, 180, 200][c]!)))).toBeLessThanOrEqual(
        2,
      )
  }
})

test('a mask of 0 and 1 means the same as one of 0 and 255', () => {
  const background = landscape(90, 70)
  const source = withAlpha(
    picture(90, 70, (x) => [x, 200, 30]),
    () => 255,
  )
  const of = (inside: number) =>
    run({ background, source, mask: maskOf(90, 70, disc(90, 70, inside)) })!.pixels
  expect(of(1)).toEqual(of(255))
})

test('paste is alpha compositing', () => {
  const background = landscape(40, 30)
  const source = withAlpha(
    picture(40, 30, () => [200, 100, 50]),
    (x) => x * 6,
  )
  const expected = picture(40, 30, (x, y) => {
    const at = 3 * (y * 40 + x)
    const a = (x * 6) / 255
    return [200, 100, 50].map((v, c) => Math.round(a * v + (1 - a) * background.data[at + c]!)) as Color
  })
  expect(worst(run({ background, source }, { method: 'paste' })!.pixels, expected)).toBeLessThanOrEqual(1)
})

test('pasting by whole pixels, quarter turns and mirrors copies pixels', () => {
  const background = picture(20, 20, () => [0, 0, 0])
  const source = withAlpha(
    picture(6, 4, (x, y) => [40 * x, 60 * y, 7]),
    () => 255,
  )
  const paste = (transform: Partial<Transform>) => {
    const { data } = run({ background, source }, { method: 'paste' }, transform)!.pixels
    return (x: number, y: number) => [...data.subarray(3 * (y * 20 + x), 3 * (y * 20 + x) + 3)]
  }
  expect(paste({ x: 5, y: 3 })(5 + 4, 3 + 2)).toEqual([160, 120, 7])
  expect(paste({ x: 12, y: 3, scaleX: -1 })(12 - 1 - 4, 3 + 2)).toEqual([160, 120, 7])
  expect(paste({ x: 12, y: 3, rotation: 90 })(12 - 1 - 2, 3 + 4)).toEqual([160, 120, 7])
  expect(paste({ x: -3, y: 18 })(0, 19)).toEqual([120, 60, 7])
})

test('a reduced object keeps its mean, by any factor along each axis', () => {
  const background = picture(64, 64, () => [0, 0, 0])
  const source = withAlpha(
    picture(300, 200, (x, y) => [(x + y) % 2 ? 200 : 0, x % 3 ? 0 : 150, 90]),
    () => 255,
  )
  const { data } = run(
    { background, source },
    { method: 'paste' },
    { x: 2, y: 3, scaleX: 0.13, scaleY: 0.2 },
  )!.pixels
  const at = (x: number, y: number) => [...data.subarray(3 * (y * 64 + x), 3 * (y * 64 + x) + 3)]
  for (const [c, mean] of [100, 50, 90].entries())
    expect(Math.abs(at(20, 20)[c]! - mean)).toBeLessThanOrEqual(8)
})

test('without `whole` the answer is the smallest rectangle that changed', () => {
  const background = landscape(80, 60)
  const source = withAlpha(
    picture(10, 8, () => [255, 0, 0]),
    () => 255,
  )
  const { rect, pixels } = run({ background, source }, { method: 'paste' }, { x: 30, y: 20 }, {})!
  expect(rect).toEqual({ x: 30, y: 20, width: 10, height: 8 })
  expect([pixels.width, pixels.height]).toEqual([10, 8])
})

test('poisson changes the same pixels in the same way when only its surroundings are solved', () => {
  const background = landscape(190, 120)
  const source = withAlpha(
    picture(60, 50, (x, y) => [200 - x, 90 + y, 120]),
    disc(60, 50),
  )
  const at = { x: 140, y: -10, rotation: 12 }
  const whole = run({ background, source }, { method: 'poisson' }, at)!.pixels
  const { rect, pixels } = run({ background, source }, { method: 'poisson' }, at, {})!
  expect(rect.width).toBeLessThan(60)
  const patched = picture(190, 120, (x, y) => {
    const inside = x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height
    const from = inside ? 3 * ((y - rect.y) * rect.width + x - rect.x) : 3 * (y * 190 + x)
    return [...(inside ? pixels : background).data.subarray(from, from + 3)] as Color
  })
  expect(worst(patched, whole)).toBeLessThanOrEqual(1)
})

test('each level is announced and shown', () => {
  const levels: number[] = []
  const previews: Pixels[] = []
  const source = withAlpha(
    picture(50, 50, () => [255, 0, 0]),
    () => 255,
  )
  run(
    { background: landscape(300, 200), source },
    {},
    { x: 90, y: 40 },
    {
      onLevel: (done, total) => levels.push(done, total),
      onPreview: (pixels) => previews.push(pixels),
    },
  )
  expect(levels).toEqual([1, 4, 2, 4, 3, 4, 4, 4])
  expect(previews.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([300, 200]))
})

test('an object outside the photo gives null, one that covers nothing an error', () => {
  const background = landscape(40, 30)
  const source = withAlpha(
    picture(10, 10, () => [255, 0, 0]),
    () => 255,
  )
  expect(run({ background, source }, {}, { x: 41, y: 0 })).toBeNull()
  expect(run({ background, source }, {}, { x: -11, y: 0 })).toBeNull()
  expect(() => run({ background, source, mask: maskOf(10, 10, () => 0) })).toThrow(/mask is empty/)
  expect(() =>
    run({
      background,
      source: withAlpha(
        picture(9, 9, () => [1, 1, 1]),
        () => 0,
      ),
    }),
  ).toThrow(/transparent/)
  expect(() => run({ background, source, mask: maskOf(9, 10, () => 255) })).toThrow(/9x10 .* 10x10/)
  expect(() => run({ background, source }, { anchor: 'gan' })).toThrow(/"gan"/)
})

test('a full mask takes the object as it is', () => {
  const background = landscape(70, 50)
  const source = withAlpha(
    picture(70, 50, (x, y) => [x, y, 200]),
    () => 255,
  )
  const { pixels } = run({ background, source })!
  expect(
    worst(
      pixels,
      picture(70, 50, (x, y) => [x, y, 200]),
    ),
  ).toBeLessThanOrEqual(1)
})
