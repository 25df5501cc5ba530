import { gunzipSync } from 'node:zlib'

/**
 * Brings the spellings of SVG to the one that libvips takes: UTF-8, not compressed, its root within the first bytes. And to
 * units as browsers have them: 96 px an inch, where libvips counts 72.
 */

/** How much text of a compressed file is looked at, and of any file before its root. */
const PROBE_BYTES = 1 << 20
/** More text than any drawing has; a small file may unpack to any length. */
const MAX_BYTES = 256 * 2 ** 20

/** True when the bytes are an SVG in any spelling; what stands before the root may be long. */
export function isSvg(bytes: Uint8Array): boolean {
  try {
    return rootOf(plainText(isGzip(bytes) ? unpack(bytes, PROBE_BYTES) : bytes, PROBE_BYTES)) !== null
  } catch {
    return false
  }
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Unpacks what there is of the first `limit` bytes. */
function unpack(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES }).subarray(0, limit)
  } catch (error) {
    // Only the whole tells whether it is intact; decoding says so.
    throw new RangeError('its compression is damaged', { cause: error })
  }
}

/** The text of a file by its byte order mark, or by where its zeros lie. */
function plainText(bytes: Uint8Array, limit = Number.POSITIVE_INFINITY): string {
  const [a, b] = bytes
  const encoding =
    (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)
      ? 'utf-16le'
      : (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)
        ? 'utf-16be'
        : (/^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(latin1(bytes.subarray(0, 256)))?.[1] ?? 'utf-8')
  const part = bytes.length > limit ? bytes.subarray(0, limit) : bytes
  try {
    return new TextDecoder(encoding).decode(part)
  } catch {
    return new TextDecoder().decode(part)
  }
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes)

interface Root {
  start: number
  /** After the `>` of its tag. */
  end: number
  tag: string
}

/** The root element, passing over declaration, document type, comments and instructions; null when it is not an SVG's. */
function rootOf(text: string): Root | null {
  const before =
    /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE(?:"[^"]*"|'[^']*'|\[(?:"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[^\]])*\]|[^>"'[])*>\s*)*/i
  const start = before.exec(text)?.[0].length ?? 0
  const tag = /^<(?:[\w.-]+:)?svg(?=[\s/>])(?:"[^"]*"|'[^']*'|[^>"'])*>/.exec(
    text.slice(start, start + PROBE_BYTES),
  )?.[0]
  return tag ? { start, end: start + tag.length, tag } : null
}

/** Units of length beside px, in px (CSS Values and Units 4, section 6.2). */
const pixelsOf: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  pt: 96 / 72,
  pc: 16,
}

/**
 * The text of an SVG file as libvips takes it.
 *
 * @returns `density` to open it at: libvips draws `px` at density / 72 px, and lengths in inches at 96 an inch only if it is
 *   96. The root is written smaller by the same factor, so that px stay px.
 * @throws RangeError for damaged compression
 */
export function plainSvg(bytes: Uint8Array): { bytes: Uint8Array; density: number } {
  const text = plainText(isGzip(bytes) ? unpack(bytes, MAX_BYTES) : bytes)
  const root = rootOf(text)
  if (!root) return { bytes, density: PLAIN_DENSITY }
  const body = text.slice(root.end)
  const size = sizeOf(root.tag)
  const document = text.slice(0, root.start).match(/<!DOCTYPE[\s\S]*/i)?.[0] ?? ''
  // libvips looks for these letters near the start; a prefix or a long comment would hide them.
  const head = `<?xml version="1.0" encoding="UTF-8"?><!--<svg-->${withoutComments(document)}`
  const scaled = size && resized(root.tag, size)
  const written = new TextEncoder().encode(head + (scaled ?? root.tag) + body)
  return { bytes: written, density: scaled ? DENSITY : PLAIN_DENSITY }
}

/** At which libvips takes an inch for 96 px, and at which it takes a px for a px. */
const DENSITY = 96
const PLAIN_DENSITY = 72

const withoutComments = (text: string) => text.replace(/<!--[\s\S]*?-->/g, '')

interface Size {
  width: number
  height: number
  viewBox: string
  /** Whether the view box fills the size, whatever its aspect. */
  stretch: boolean
}

/** The size that the root states, in px; null where it depends on what is around. */
function sizeOf(tag: string): Size | null {
  const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  const value = (name: string) => {
    const found = attribute(name)
    return found ? (found[1] ?? found[2] ?? '').trim() : undefined
  }
  const viewBox = value('viewBox')
  const box = viewBox?.split(/[\s,]+/).map(Number)
  const isBox = box?.length === 4 && box.every(Number.isFinite) && box[2]! > 0 && box[3]! > 0
  const length = (name: string, standard: number | undefined) => {
    const text = value(name)
    if (text === undefined) return standard
    const [, number, unit = ''] = /^([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(text) ?? []
    const factor = pixelsOf[unit.toLowerCase()]
    return number === undefined || factor === undefined ? undefined : Number(number) * factor
  }
  // A style may state another size, which only a renderer of CSS would know.
  if (/\sstyle\s*=\s*["'][^"']*(?:width|height)/.test(tag)) return null
  const width = length('width', isBox && value('height') === undefined ? box![2] : undefined)
  const height = length('height', isBox && value('width') === undefined ? box![3] : undefined)
  if (!width || !height) return null
  const [whole, high] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))]
  const free = value('preserveAspectRatio') === undefined
  if (!isBox) return { width: whole, height: high, viewBox: `0 0 ${width} ${height}`, stretch: free }
  // Whole pixels bend the aspect a little; an aspect that was meant is kept.
  const meant = Math.abs((width * box[3]!) / (height * box[2]!) - 1) > 0.001
  return { width: whole, height: high, viewBox: viewBox!, stretch: free && !meant }
}

/** The root's tag with a size that is smaller by 72 / 96, and with a view box, so that all it holds shrinks alike. */
function resized(tag: string, { width, height, viewBox, stretch }: Size): string {
  const bare = tag.replace(/\s(?:width|height|viewBox)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
  const factor = PLAIN_DENSITY / DENSITY
  const aspect = stretch ? ' preserveAspectRatio="none"' : ''
  const size = ` width="${width * factor}" height="${height * factor}" viewBox="${viewBox}"${aspect}`
  return bare.replace(/\s*\/?>$/, (end) => size + end.trim())
}
