import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openPicture, pixelAt } from './codecs.fixture.ts'
import { decodeFile } from './decode.ts'

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
const SQUARE = '<rect width="40" height="60" fill="#c04020"/>'
const plain = `<svg ${XMLNS} width="80" height="60">${SQUARE}</svg>`
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => Buffer.from(text, 'utf16le')

/** What every spelling of `plain` must look like. */
async function expectPlain(bytes: Uint8Array) {
  const { pixels, notices } = await openPicture(bytes, 'a.svg')
  expect([pixels.width, pixels.height]).toEqual([80, 60])
  expect(pixelAt(pixels, 0, 0)).toEqual([192, 64, 32, 255])
  expect(pixelAt(pixels, 39, 59)).toEqual([192, 64, 32, 255])
  expect(pixelAt(pixels, 40, 30)[3]).toBe(0)
  expect(notices).toEqual([{ code: 'svg-rasterised', values: { width: '80', height: '60' } }])
}

describe('spellings of SVG', () => {
  it.each<[string, Uint8Array]>([
    ['plain', utf8(plain)],
    ['compressed', gzipSync(utf8(plain))],
    ['UTF-16, with a byte order mark', utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${plain}`)],
    ['UTF-16, without', utf16(plain)],
    ['UTF-16, big end first', utf16(`\ufeff${plain}`).swap16()],
    ['UTF-8, with a byte order mark', utf8(`\ufeff${plain}`)],
    ['Latin 1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><!-- \xe9 -->${plain}`, 'latin1')],
    [
      'a prefix',
      utf8(
        `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="80" height="60">${SQUARE.replace('<', '<s:')}</s:svg>`,
      ),
    ],
    [
      'a long comment first',
      utf8(`<?xml version="1.0"?>\n<!-- ${'made by a program '.repeat(2000)} -->\n${plain}`),
    ],
    ['several comments', utf8(`<!-- a > b --> <!-- <svg> --> ${plain}`)],
    [
      'a document type with entities',
      utf8(`<!DOCTYPE svg [ <!ENTITY fill "#c04020"> <!-- ]> --> ]>${plain.replace('#c04020', '&fill;')}`),
    ],
    ['apostrophes', utf8(plain.replaceAll('"', "'"))],
    ['a greater-than in an attribute', utf8(plain.replace('<svg', '<svg data-a="1>0"'))],
    ['a view box alone', utf8(`<svg ${XMLNS} viewBox="0 0 80 60">${SQUARE}</svg>`)],
    ['a size in its style', utf8(`<svg ${XMLNS} style="width:80px;height:60px">${SQUARE}</svg>`)],
  ])('%s', (_, bytes) => expectPlain(bytes))

  it('what is compressed and damaged, or no SVG, is refused', async () => {
    const packed = gzipSync(utf8(plain))
    await expect(decodeFile(packed.subarray(0, packed.length - 12), 'a.svgz')).rejects.toMatchObject({
      code: 'unreadable-file',
    })
    await expect(decodeFile(gzipSync(utf8('<html></html>')), 'a.svgz')).rejects.toThrow(/holds no picture/)
    await expect(decodeFile(utf8('<!-- <svg> --> <html></html>'), 'a.svg')).rejects.toThrow(/plain text/)
  })

  it('what unpacks without end is refused', async () => {
    const bomb = gzipSync(Buffer.concat([utf8('<svg>'), Buffer.alloc(300 * 2 ** 20, 32)]), { level: 1 })
    await expect(decodeFile(bomb, 'a.svgz')).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})

describe('lengths of SVG are those of browsers: 96 px an inch', () => {
  it.each([
    ['192px', 192],
    ['2in', 192],
    ['5.08cm', 192],
    ['50.8mm', 192],
    ['203.2Q', 192],
    ['144pt', 192],
    ['12pc', 192],
    ['192', 192],
  ])('a root of %s', async (length, px) => {
    const { pixels } = await openPicture(
      utf8(
        `<svg ${XMLNS} width="${length}" height="${length}"><rect width="96" height="192" fill="#00f"/></svg>`,
      ),
    )
    expect([pixels.width, pixels.height]).toEqual([px, px])
    expect([pixelAt(pixels, 95, 100)[3], pixelAt(pixels, 96, 100)[3]]).toEqual([255, 0])
  })

  it.each([
    ['0.5in', 48],
    ['1.27cm', 48],
    ['12.7mm', 48],
    ['36pt', 48],
    ['3pc', 48],
    ['48px', 48],
    ['48', 48],
  ])('a shape of %s', async (length, px) => {
    const { pixels } = await openPicture(
      utf8(
        `<svg ${XMLNS} width="100" height="100"><rect width="${length}" height="${length}" fill="#c00"/></svg>`,
      ),
    )
    expect([pixelAt(pixels, px - 1, px - 1)[3], pixelAt(pixels, px, px)[3]]).toEqual([255, 0])
  })

  it('in units of a view box', async () => {
    const { pixels } = await openPicture(
      utf8(
        `<svg ${XMLNS} width="200" height="200" viewBox="0 0 100 100"><rect width="12.7mm" height="9" fill="#c00"/></svg>`,
      ),
    )
    expect([pixelAt(pixels, 95, 5)[3], pixelAt(pixels, 96, 5)[3]]).toEqual([255, 0])
  })

  it('whole pixels are filled to their edges', async () => {
    const { pixels } = await openPicture(
      utf8(
        `<svg ${XMLNS} width="80mm" height="60mm" viewBox="0 0 80 60"><rect width="80" height="60"/></svg>`,
      ),
    )
    expect([pixels.width, pixels.height]).toEqual([302, 227])
    expect(pixels.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true)
  })

  it('an aspect that is another than the size keeps its shape', async () => {
    const { pixels } = await openPicture(
      utf8(`<svg ${XMLNS} width="100" height="50" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>`),
    )
    expect([pixelAt(pixels, 10, 25)[3], pixelAt(pixels, 50, 25)[3]]).toEqual([0, 255])
  })
})
