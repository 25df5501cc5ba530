import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { MAX_SIDE } from '../../contract/pixels.ts'
import { noise, openPicture, pixelAt } from './codecs.fixture.ts'
import { decodeFile } from './decode.ts'
import { encodeFlat, fromPixels } from './encode.ts'

const options = { quality: 92, lossless: false, matte: '#ffffff' }

/** A PNG that declares a size and holds next to nothing. */
function hollowPng(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = chunk('IDAT', deflateSync(Buffer.alloc(64)))
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))])
}

describe('SVG', () => {
  const svg = (attributes: string, body: string) =>
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`)

  it('is drawn at the size it states', async () => {
    const decoded = await openPicture(
      svg('width="20" height="10"', '<rect width="10" height="10" fill="#00f"/>'),
    )
    expect(decoded.pixels).toMatchObject({ width: 20, height: 10 })
    expect(pixelAt(decoded.pixels, 5, 5)).toEqual([0, 0, 255, 255])
    expect(pixelAt(decoded.pixels, 15, 5)[3]).toBe(0)
    expect(decoded.notices).toEqual([{ code: 'svg-rasterised', values: { width: '20', height: '10' } }])
  })

  it('is refused when it states a giant size', async () => {
    await expect(openPicture(svg('width="100000" height="9"', ''), 'a.svg')).rejects.toMatchObject({
      code: 'too-large',
    })
  })

  it.each(['file:///etc/passwd', '/etc/passwd', 'http://127.0.0.1:9/x.png'])(
    'never reads what it refers to: %s',
    async (href) => {
      const decoded = await openPicture(
        svg('width="8" height="8"', `<image href="${href}" width="8" height="8"/><text y="8">&amp;</text>`),
      )
      expect(decoded.pixels).toMatchObject({ width: 8, height: 8 })
    },
  )

  it('does not expand entities without end', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      '',
    )
    const text = `<!DOCTYPE svg [<!ENTITY e0 "ha">${levels}]><svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><text>&e12;</text></svg>`
    await expect(openPicture(new TextEncoder().encode(text), 'bomb.svg')).rejects.toMatchObject({
      code: 'unreadable-file',
    })
  })

  it('does not show a file through an entity', async () => {
    const text = `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="20">&x;</text></svg>`
    const decoded = await openPicture(new TextEncoder().encode(text)).catch(() => null)
    expect(decoded === null || decoded.pixels.data.every((v) => v === 0)).toBe(true)
  })
})

describe('bad pictures', () => {
  it('refuses a PNG that declares 100000 x 100000 from its header', async () => {
    await expect(openPicture(hollowPng(100_000, 100_000), 'bomb.png')).rejects.toMatchObject({
      code: 'too-large',
      message: `bomb.png is 100000 x 100000 pixels; the limit is ${MAX_SIDE} pixels on a side. Make it smaller in another program first.`,
    })
  })

  it('refuses too many pixels within the side limit', async () => {
    await expect(openPicture(hollowPng(16_000, 16_000), 'big.png')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('120 megapixels'),
    })
  })

  it.each(['png', 'jpeg', 'webp', 'tiff', 'gif', 'avif'] as const)(
    'says so when %s is cut short',
    async (format) => {
      const bytes = await fromPixels(noise(80, 60, 3))
        .toFormat(format)
        .toBuffer()
      for (const part of [0.2, 0.6, 0.95]) {
        await expect(
          openPicture(bytes.subarray(0, bytes.length * part), `cut.${format}`),
        ).rejects.toMatchObject({
          code: 'unreadable-file',
          message: expect.stringContaining(`cut.${format} is a damaged or incomplete`),
        })
      }
    },
  )

  it.each([
    ['text', new TextEncoder().encode('Dear diary, this is no picture.'), /photo\.png holds plain text/],
    ['nothing', new Uint8Array(0), /photo\.png is empty/],
    ['anything', noise(20, 20).data, /photo\.png holds no picture/],
  ])('tells what a .png with %s is', async (_, bytes, message) => {
    await expect(openPicture(bytes, 'photo.png')).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(message),
    })
  })

  it('names HEIC and the way out', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    await expect(openPicture(heic, 'IMG_1.HEIC')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/IMG_1\.HEIC is a HEIC picture.*Save it as JPEG or PNG/),
    })
  })

  it('goes by the content and not by the name', async () => {
    const pixels = noise(4, 4)
    const bytes = await encodeFlat(pixels, { ...options, format: 'png' })
    expect((await openPicture(bytes, 'wrong.jpg')).pixels).toEqual(pixels)
  })

  it('does nothing once cancelled', async () => {
    const bytes = await encodeFlat(noise(4, 4), { ...options, format: 'png' })
    await expect(decodeFile(bytes, 'a.png', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})
