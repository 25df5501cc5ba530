import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noise } from '../codecs.fixture.ts'
import { decodePlane, encodePlane, RAW, RUN_LENGTH, ZIP, ZIP_PREDICTED } from './planes.ts'

const shape = { width: 3, height: 2, depth: 8, large: false }

function bigEndian16(values: number[]): Uint8Array {
  const bytes = new Uint8Array(2 * values.length)
  for (const [i, value] of values.entries()) new DataView(bytes.buffer).setUint16(2 * i, value)
  return bytes
}

describe('PSD planes', () => {
  it('come back from run lengths, whatever they hold', () => {
    const byte = fc.constantFrom(0, 0, 0, 1, 255)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(byte),
        (width, height, bytes) => {
          const data = Uint8Array.from({ length: width * height }, () => bytes.next().value)
          const packed = encodePlane(data, 0, 1, width, height)
          expect(decodePlane(packed, RUN_LENGTH, { ...shape, width, height })).toEqual(data)
        },
      ),
    )
  })

  it('are picked out of interleaved pixels', () => {
    const { data } = noise(3, 2)
    const packed = encodePlane(data, 2, 4, 3, 2)
    expect(decodePlane(packed, RUN_LENGTH, shape)).toEqual(data.filter((_, i) => i % 4 === 2))
  })

  it('pack equal bytes into two', () => {
    expect([...encodePlane(new Uint8Array(100).fill(7), 0, 1, 100, 1)]).toEqual([0, 2, 257 - 100, 7])
  })

  it('of 8 bits come from raw, zipped and predicted data', () => {
    const values = Uint8Array.of(10, 20, 5, 250, 4, 4)
    const differences = Uint8Array.of(10, 10, 241, 250, 10, 0)
    expect(decodePlane(values, RAW, shape)).toEqual(values)
    expect(decodePlane(deflateSync(values), ZIP, shape)).toEqual(values)
    expect(decodePlane(deflateSync(differences), ZIP_PREDICTED, shape)).toEqual(values)
  })

  it('of 16 bits are rounded, from every compression', () => {
    const deep = { ...shape, depth: 16 }
    const values = [0, 65535, 32896, 257, 1000, 128]
    const expected = Uint8Array.of(0, 255, 128, 1, 4, 0)
    const differences = [0, 65535, 32896 - 65535, 257, 743, 128 - 1000]
    expect(decodePlane(bigEndian16(values), RAW, deep)).toEqual(expected)
    expect(decodePlane(deflateSync(bigEndian16(differences)), ZIP_PREDICTED, deep)).toEqual(expected)
    const rows = encodePlane(bigEndian16(values), 0, 1, 6, 2)
    expect(decodePlane(rows, RUN_LENGTH, deep)).toEqual(expected)
  })

  it('of 32 bits go through the curve of sRGB, unless they are alpha', () => {
    const floats = { ...shape, depth: 32 }
    const bytes = new Uint8Array(24)
    for (const [i, value] of [0, 1, 0.2158605, 0.5, 7, -1].entries())
      new DataView(bytes.buffer).setFloat32(4 * i, value)
    expect([...decodePlane(bytes, RAW, floats, true)]).toEqual([0, 255, 128, 188, 255, 0])
    expect([...decodePlane(bytes, RAW, floats, false)]).toEqual([0, 255, 55, 128, 255, 0])
    // Byte planes of each row, then differences.
    const predicted = new Uint8Array(24)
    for (let y = 0; y < 2; y++) {
      const planes = Uint8Array.from(
        { length: 12 },
        (_, i) => bytes[12 * y + 4 * (i % 3) + Math.floor(i / 3)]!,
      )
      for (let i = 0; i < 12; i++) predicted[12 * y + i] = planes[i]! - (i > 0 ? planes[i - 1]! : 0)
    }
    expect(decodePlane(deflateSync(predicted), ZIP_PREDICTED, floats, true)).toEqual(
      decodePlane(bytes, RAW, floats, true),
    )
  })

  it('that are cut short are refused', () => {
    const packed = encodePlane(noise(3, 2, 1).data, 0, 1, 3, 2)
    expect(() => decodePlane(packed.subarray(0, 6), RUN_LENGTH, shape)).toThrow(RangeError)
    expect(() => decodePlane(packed.subarray(0, 3), RUN_LENGTH, shape)).toThrow(RangeError)
    expect(() => decodePlane(new Uint8Array(5), RAW, shape)).toThrow(/5 bytes in place of 6/)
  })

  it('that would inflate beyond their size are refused', () => {
    const bomb = deflateSync(new Uint8Array(10_000_000))
    expect(() => decodePlane(bomb, ZIP, shape)).toThrow(RangeError)
  })
})
