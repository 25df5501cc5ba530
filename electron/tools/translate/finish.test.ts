import { expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { labPlanes } from '../../imaging/labPlanes.ts'
import type { Work } from '../networks/work.ts'
import { finish } from './finish.ts'

const quiet: Work = { breathe: async () => {} }
const settings = { strength: 1, keepLuminance: false }
const noise = (count: number, seed: number) =>
  Uint8Array.from({ length: count }, (_, k) => Math.abs(Math.sin(seed + k * k)) * 255)
const picture = (channels: 1 | 3 | 4, seed: number): Pixels => ({
  width: 40,
  height: 70,
  channels,
  data: noise(2800 * channels, seed),
})

const copy = (pixels: Pixels): Pixels => ({ ...pixels, data: pixels.data.slice() })

test('strength mixes with the picture, and 1 changes nothing', async () => {
  const [given, made] = [picture(3, 1), picture(3, 2)]
  expect(await finish(given, copy(made), settings, 255, quiet)).toEqual(made)
  const none = await finish(given, copy(made), { ...settings, strength: 0 }, 255, quiet)
  expect(none.data).toEqual(given.data)
  const half = await finish(given, copy(made), { ...settings, strength: 0.5 }, 255, quiet)
  for (const [at, value] of half.data.entries())
    expect(Math.abs(value - (given.data[at]! + made.data[at]!) / 2)).toBeLessThanOrEqual(0.5)
})

test('alpha stays; a result without any is mixed with the picture on paper', async () => {
  const given = picture(4, 3)
  const made = picture(4, 4)
  const kept = await finish(given, copy(made), { ...settings, strength: 0.3 }, 255, quiet)
  expect(kept.data.filter((_, at) => at % 4 === 3)).toEqual(made.data.filter((_, at) => at % 4 === 3))
  const opaque = await finish(given, picture(3, 4), { ...settings, strength: 0 }, 255, quiet)
  for (let i = 0; i < 2800; i++) {
    const alpha = given.data[4 * i + 3]! / 255
    const expected = alpha * given.data[4 * i]! + (1 - alpha) * 255
    expect(Math.abs(opaque.data[3 * i]! - expected)).toBeLessThanOrEqual(1)
  }
})

test('keeping luminance takes the colours alone', async () => {
  const given = picture(1, 5)
  const made = { ...picture(3, 6), data: noise(8400, 6).map((value) => 100 + value / 5) }
  const result = await finish(given, copy(made), { ...settings, keepLuminance: true }, 255, quiet)
  const lab = ({ channels, data }: Pixels) =>
    labPlanes(
      Float32Array.from({ length: 8400 }, (_, at) => {
        const c = channels === 1 ? 0 : Math.floor(at / 2800)
        return data[channels * (at % 2800) + c]! / 255
      }),
    )
  const [own, other, found] = [given, made, result].map(lab) as [Float32Array, Float32Array, Float32Array]
  for (let i = 0; i < 2800; i++) {
    expect(Math.abs(found[i]! - own[i]!)).toBeLessThan(1.2)
    // Near black and white there are no such colours.
    if (own[i]! < 35 || own[i]! > 75) continue
    for (const c of [1, 2]) expect(Math.abs(found[c * 2800 + i]! - other[c * 2800 + i]!)).toBeLessThan(3)
  }
})
