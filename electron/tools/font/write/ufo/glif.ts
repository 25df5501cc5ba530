import type { Contour, Outline, Point } from '../../outline/outline.ts'
import { element, escaped, type Property } from './plist.ts'

export interface Glif {
  name: string
  characters: readonly number[]
  advance: number
  outline: Outline
  /** Advance in vertical text. */
  height?: number
  lib?: Record<string, Property>
}

/** A glyph as GLIF 2 (UFO 3). */
export function glif({ name, characters, advance, height, outline, lib }: Glif): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<glyph name="${escaped(name)}" format="2">`,
    height === undefined
      ? `  <advance width="${advance}"/>`
      : `  <advance height="${height}" width="${advance}"/>`,
    ...characters.map((character) => `  <unicode hex="${hex(character)}"/>`),
    '  <outline>',
    ...outline.flatMap(contourLines),
    '  </outline>',
    ...(lib && Object.keys(lib).length > 0 ? ['  <lib>', element(lib), '  </lib>'] : []),
    '</glyph>',
  ]
  return `${lines.join('\n')}\n`
}

const hex = (character: number) => character.toString(16).toUpperCase().padStart(4, '0')

const kinds = { line: 'line', cubic: 'curve', quadratic: 'qcurve' } as const

/** In GLIF, a node has the type of the segment that ends in it. */
function contourLines({ start, segments }: Contour): string[] {
  const point = ({ x, y }: Point, type?: string) =>
    `      <point x="${x}" y="${y}"${type ? ` type="${type}"` : ''}/>`
  const points = segments.flatMap((segment) => {
    const controls =
      segment.kind === 'cubic'
        ? [segment.first, segment.second]
        : segment.kind === 'quadratic'
          ? [segment.control]
          : []
    return [...controls.map((control) => point(control)), point(segment.to, kinds[segment.kind])]
  })
  points.pop()
  return ['    <contour>', point(start, kinds[segments.at(-1)!.kind]), ...points, '    </contour>']
}

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|clock\$|a:-z:|com\d|lpt\d)$/i

/**
 * A file name for a glyph that is its own on disks that do not tell large letters from small ones (UFO 3, "Common User Name to
 * File Name Algorithm").
 *
 * @param taken names in small letters that other glyphs have; the new one is added
 */
export function glifFileName(name: string, taken: Set<string>): string {
  const plain = name
    .replace(/^\./, '_')
    .replaceAll(/["*+/:<>?[\]\\|()\p{Cc}]/gu, '_')
    .replaceAll(/[A-Z]/g, '$&_')
    .slice(0, 240)
    .split('.')
    .map((part) => (reserved.test(part) ? `_${part}` : part))
    .join('.')
  for (let k = 0; ; k++) {
    const candidate = `${plain}${k === 0 ? '' : String(k).padStart(15, '0')}.glif`
    if (taken.has(candidate.toLowerCase())) continue
    taken.add(candidate.toLowerCase())
    return candidate
  }
}
