import { describe, expect, it } from 'vitest'
import type { Message } from '../wire.ts'
import { pack, unpack } from './packing.ts'

const message = (data: Uint8Array): Message => ({ type: 'done', id: 7, output: { name: '图层 🐦', data } })

describe('packing', () => {
  it('keeps text, numbers and bytes, however the frame lies in memory', () => {
    const sent = message(Uint8Array.from({ length: 1000 }, (_, i) => i))
    const frame = pack(sent)
    expect(unpack(frame)).toEqual(sent)
    const shifted = new Uint8Array(frame.length + 3)
    shifted.set(frame, 3)
    expect(unpack(shifted.subarray(3))).toEqual(sent)
    expect(unpack(new Uint8Array(frame).buffer)).toEqual(sent)
  })

  it('leaves a frame alone when the next is packed', () => {
    const frames = [1, 2, 3].map((value) => pack(message(new Uint8Array(3 << 20).fill(value))))
    for (const [i, frame] of frames.entries()) {
      const { output } = unpack(frame) as { output: { data: Uint8Array } }
      expect(output.data.every((value) => value === i + 1)).toBe(true)
    }
  })

  it('does not hold on to the memory of the largest frame', () => {
    pack(message(new Uint8Array(20 << 20)))
    expect(pack(message(new Uint8Array(10))).buffer.byteLength).toBeLessThan(1 << 20)
  })
})
