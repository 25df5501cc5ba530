import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPicture, pixelAt } from './codecs.fixture.ts'
import { pngChunk } from './pngChunks.ts'
import { srgbProfile } from './profile.ts'

interface Drawn {
  width: number
  height: number
  depth: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  type: number
  /** Samples, whole numbers. */
  samples: readonly number[]
  palette?: readonly number[]
  transparent?: readonly number[]
  gamma?: number | undefined
  primaries?: 'srgb' | 'p3' | undefined
  sRGB?: boolean
  cicp?: readonly number[]
  icc?: Uint8Array
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const chromaticities = {
  srgb: [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
  p3: [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
}

/** A PNG, chunk by chunk. */
function png(drawn: Drawn): Uint8Array {
  const { width, height, depth, type, samples, palette, transparent, gamma, primaries, sRGB, cicp, icc } =
    drawn
  const perRow = width * channelsOf[type]!
  const rowBytes = Math.ceil((perRow * depth) / 8)
  const rows = Buffer.alloc(height * (1 + rowBytes))
  samples.forEach((value, i) => {
    const start = Math.floor(i / perRow) * (1 + rowBytes) + 1
    const x = i % perRow
    if (depth === 16) rows.writeUInt16BE(value, start + 2 * x)
    else rows[start + Math.floor((x * depth) / 8)]! |= value << (8 - depth - ((x * depth) % 8))
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, type], 8)
  const longs = (values: readonly number[]) => {
    const data = Buffer.alloc(4 * values.length)
    for (const [i, value] of values.entries()) data.writeUInt32BE(Math.round(100000 * value), 4 * i)
    return data
  }
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      pngChunk('IHDR', header),
      ...(cicp ? [pngChunk('cICP', Uint8Array.from(cicp))] : []),
      ...(icc ? [pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(icc)]))] : []),
      ...(gamma ? [pngChunk('gAMA', longs([gamma]))] : []),
      ...(primaries ? [pngChunk('cHRM', longs(chromaticities[primaries]))] : []),
      ...(sRGB ? [pngChunk('sRGB', Uint8Array.of(0))] : []),
      ...(palette ? [pngChunk('PLTE', Uint8Array.from(palette))] : []),
      ...(transparent ? [pngChunk('tRNS', Uint8Array.from(transparent))] : []),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

const decode = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const encode = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)
// Display P3 to sRGB, both D65, from their primaries.
const P3_TO_SRGB = [
  [1.2249, -0.2247, 0],
  [-0.042, 1.0419, 0],
  [-0.0197, -0.0786, 1.0979],
] as const

/** What PNG's third edition says of a colour of 0 to 1: chunk over chunk, then light, then sRGB. */
function shown(rgb: readonly number[], { gamma, primaries, sRGB, type }: Drawn): number[] {
  const wide = primaries === 'p3' && type !== 0 && type !== 4
  const meansSrgb = sRGB || ((!gamma || Math.abs(gamma - 1 / 2.2) < 0.001) && !wide)
  if (meansSrgb) return rgb.map((value) => 255 * value)
  const light = rgb.map((value) => (gamma ? value ** (1 / gamma) : decode(value)))
  const mixed = wide
    ? P3_TO_SRGB.map((row) => row.reduce<number>((sum, factor, i) => sum + factor * light[i]!, 0))
    : light
  return mixed.map((value) => 255 * encode(Math.min(1, Math.max(0, value))))
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 5 }),
    kind: fc.constantFrom(
      ...[1, 2, 4, 8, 16].map((depth) => [depth, 0] as const),
      ...[1, 2, 4, 8].map((depth) => [depth, 3] as const),
      ...[2, 4, 6].flatMap((type) => [[8, type] as const, [16, type] as const]),
    ),
    gamma: fc.constantFrom(undefined, 0.45455, 1, 0.55),
    primaries: fc.constantFrom(undefined, 'srgb', 'p3') as fc.Arbitrary<'srgb' | 'p3' | undefined>,
    sRGB: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ kind: [depth, type], seed, width, height, gamma, primaries, sRGB }) => {
    let state = seed >>> 0
    const below = (max: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * max)
    }
    const samples = Array.from({ length: width * height * channelsOf[type]! }, () => below(2 ** depth))
    const palette = type === 3 && Array.from({ length: 3 * 2 ** depth }, () => below(256))
    const transparent = type === 3 && Array.from({ length: 2 ** depth }, () => below(256))
    return {
      ...{ width, height, depth, type, samples, gamma, primaries, sRGB },
      ...(palette && { palette }),
      ...(transparent && { transparent }),
    }
  })

/** The stored colour and alpha of a pixel, 0 to 1. */
function stored({ type, depth, samples, palette, transparent }: Drawn, at: number): number[] {
  const channels = channelsOf[type]!
  const values = samples.slice(at * channels, (at + 1) * channels)
  if (type === 3)
    return [...[0, 1, 2].map((c) => palette![3 * values[0]! + c]! / 255), transparent![values[0]!]! / 255]
  const shares = values.map((value) => value / (2 ** depth - 1))
  const grey = type === 0 || type === 4
  const alpha = type === 4 ? shares[1]! : type === 6 ? shares[3]! : 1
  return [...(grey ? [shares[0]!, shares[0]!, shares[0]!] : shares.slice(0, 3)), alpha]
}

describe('colours of PNG', () => {
  it('of every depth, kind and colour chunk are those of an independent reading', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (picture) => {
        const { pixels } = await openPicture(png(picture))
        for (let i = 0; i < picture.width * picture.height; i++) {
          const [r, g, b, alpha] = stored(picture, i) as [number, number, number, number]
          const wanted = [...shown([r, g, b], picture), 255 * alpha]
          for (let c = 0; c < 4; c++)
            if (Math.abs(pixels.data[4 * i + c]! - wanted[c]!) > 2)
              throw new Error(`pixel ${i}, channel ${c}: ${pixels.data[4 * i + c]} and not ${wanted[c]}`)
        }
      }),
      { numRuns: 300 },
    )
  })

  const one = (more: Partial<Drawn>): Drawn => ({
    ...{ width: 1, height: 1, depth: 8, type: 2, samples: [120, 120, 70] },
    ...more,
  })

  it('coded as cICP says, before any other chunk', async () => {
    const p3 = await openPicture(png(one({ cicp: [12, 13, 0, 1], sRGB: true })))
    const told = await openPicture(png(one({ primaries: 'p3' })))
    expect(p3.pixels).toEqual(told.pixels)
    expect(p3.notices).toEqual([{ code: 'wide-gamut-reduced', values: { profile: 'cICP 12/13' } }])
    const linear = await openPicture(png(one({ cicp: [1, 8, 0, 1] })))
    expect(pixelAt(linear.pixels, 0, 0)).toEqual([182, 182, 143, 255])
    const plain = await openPicture(png(one({ cicp: [1, 13, 0, 1] })))
    expect([...pixelAt(plain.pixels, 0, 0), plain.notices.length]).toEqual([120, 120, 70, 255, 0])
  })

  it.each([
    ['PQ', [9, 16, 0, 1]],
    ['HLG', [9, 18, 0, 1]],
    ['cICP 9/14', [9, 14, 9, 0]],
  ])('coded as %s are left as they are, and it says so', async (coding, cicp) => {
    const { pixels, notices } = await openPicture(png(one({ cicp })))
    expect(pixelAt(pixels, 0, 0)).toEqual([120, 120, 70, 255])
    expect(notices).toEqual([{ code: 'color-coding-ignored', values: { coding } }])
  })

  it('with a profile do not heed gAMA', async () => {
    const { pixels } = await openPicture(png(one({ icc: await srgbProfile(), gamma: 1 })))
    expect(pixelAt(pixels, 0, 0)).toEqual([120, 120, 70, 255])
  })

  it('with chunks that mean nothing are left alone', async () => {
    const broken = { ...one({ gamma: 0.00001 }), primaries: undefined }
    expect(pixelAt((await openPicture(png(broken))).pixels, 0, 0)).toEqual([120, 120, 70, 255])
  })
})
