import { describe, expect, it } from 'vitest'
import { noise } from '../codecs.fixture.ts'
import { decodeFile } from '../decode.ts'
import { foreign, pixelLayer, withoutLayers } from './psd.fixture.ts'

describe('a bad PSD', () => {
  const whole = () =>
    foreign({ children: [pixelLayer('a', { imageData: { width: 8, height: 6, data: noise(8, 6).data } })] })

  it('cut short anywhere is refused or opens whole, and never hangs', async () => {
    const bytes = whole()
    const composite = bytes.length - 2 * 3 * 6
    for (let length = 4; length < composite - 200; length += 7)
      await expect(decodeFile(bytes.slice(0, length), 'cut.psd')).rejects.toMatchObject({
        code: 'unreadable-file',
        message: expect.stringContaining('cut.psd is a damaged or incomplete PSD file'),
      })
  })

  it('cut short without layers is refused', async () => {
    const bytes = await withoutLayers()
    await expect(decodeFile(bytes.slice(0, -5), 'cut.psd')).rejects.toMatchObject({ code: 'unreadable-file' })
  })

  it('of a giant size is refused from its header', async () => {
    const bytes = whole()
    new DataView(bytes.buffer).setUint32(14, 30_000)
    new DataView(bytes.buffer).setUint32(18, 30_000)
    await expect(decodeFile(bytes, 'big.psd')).rejects.toMatchObject({ code: 'too-large' })
  })

  it('with layers beyond all memory is refused before one is decoded', async () => {
    const rawData = { colorMode: 3, bitsPerChannel: 8, large: false, channels: [] }
    const huge = { left: 0, top: 0, right: 10_000, bottom: 10_000, rawData }
    const children = Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, ...huge }))
    await expect(decodeFile(foreign({ children }), 'big.psd')).rejects.toMatchObject({ code: 'too-large' })
  })

  it.each([
    [8, 'duotone'],
    [9, 'Lab'],
  ])('of color mode %d is refused as %s', async (mode, title) => {
    const bytes = whole()
    new DataView(bytes.buffer).setUint16(24, mode)
    await expect(decodeFile(bytes, 'a.psd')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(title),
    })
  })

  it('changed at random gives an error of ours or a document', async () => {
    const bytes = whole()
    let state = 1
    const random = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * n)
    }
    for (let round = 0; round < 400; round++) {
      const changed = bytes.slice()
      for (let i = 0; i <= random(4); i++) changed[26 + random(changed.length - 26)] = random(256)
      const outcome = await decodeFile(changed, 'a.psd').catch((error) => error)
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'GanvasError' })
      else expect(outcome.kind).toBeDefined()
    }
  })
})
