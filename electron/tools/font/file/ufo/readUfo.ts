import { GanvasError } from '../../../../contract/errors.ts'
import { text } from '../../../../contract/text.ts'
import { type Outline, transformed } from '../../outline/outline.ts'
import { type DesignedGlyph, type FontDesign, isSpace, type Kern } from '../../write/design.ts'
import { weightOf } from '../../write/naming.ts'
import type { Property } from '../../write/ufo/plist.ts'
import { damagedFont } from '../container.ts'
import { type ReadGlif, readGlif } from './readGlif.ts'
import { readPlist, tableOf } from './xml.ts'

/** The text of a file of the UFO folder by its path within it; undefined where there is none. */
export type UfoFiles = (path: string) => string | undefined

/** A font of an editor, and the bits of its embedding licence. */
export interface ReadUfo {
  design: FontDesign
  fsType: number
}

/** Components within components, at most: more than any font has. */
const MAX_DEPTH = 32

/**
 * Reads UFO 2 and 3. Of several layers the default one counts; glyphs without a character are only parts of others, or forms for vertical
 * text by the name `NAME.vert`.
 *
 * @param name of the file, for messages
 * @throws unreadable-file for what is no UFO or is damaged, naming the glyph where it is one's file
 */
export function readUfo(files: UfoFiles, name: string): ReadUfo {
  const list = <T>(path: string, read: (value: Property) => T): T | undefined => {
    const content = files(path)
    if (content === undefined) return undefined
    try {
      return read(readPlist(content))
    } catch (cause) {
      throw damagedFont(name, cause)
    }
  }
  if (list('metainfo.plist', tableOf) === undefined)
    throw new GanvasError('unreadable-file', text('fonts.notAFont', { name }))
  const folder = list('layercontents.plist', defaultFolder) ?? 'glyphs'
  const contents = list(`${folder}/contents.plist`, tableOf)
  if (!contents) throw damagedFont(name)
  const info = list('fontinfo.plist', tableOf) ?? {}
  const unitsPerEm = numeric(info.unitsPerEm) || 1000
  const glifs = new Map<string, ReadGlif>()
  for (const [glyph, file] of Object.entries(contents)) {
    const content = files(`${folder}/${file}`)
    if (content === undefined) throw glyphError(name, glyph)
    try {
      glifs.set(glyph, { ...readGlif(content), name: glyph })
    } catch (cause) {
      throw glyphError(name, glyph, cause)
    }
  }
  const scale = 1000 / unitsPerEm
  const groups = list('groups.plist', tableOf) ?? {}
  const kerning = list('kerning.plist', tableOf) ?? {}
  return {
    design: {
      ...saidOf(info),
      glyphs: glyphsOf(glifs, scale, name),
      kerning: kernsOf(kerning, groups, glifs, scale),
      created: new Date(0),
    },
    fsType: bitsOf(info.openTypeOS2Type),
  }
}

const glyphError = (name: string, glyph: string, cause?: unknown) =>
  new GanvasError('unreadable-file', text('fonts.damagedGlyph', { name, glyph }), {}, { cause })

/** The folder of the layer `public.default`: the first one's where none is called so. */
function defaultFolder(value: Property): string {
  const layers = Array.isArray(value) ? (value as readonly Property[][]) : []
  const layer = layers.find(([layer]) => layer === 'public.default') ?? layers[0]
  return String(layer?.[1] ?? 'glyphs')
}

const numeric = (value: Property | undefined): number => (typeof value === 'number' ? value : 0)
const said = (value: Property | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** UFO lists the numbers of bits that are set. */
const bitsOf = (value: Property | undefined): number =>
  Array.isArray(value) ? value.reduce((sum: number, bit) => sum | (1 << Number(bit)), 0) : 0

function saidOf(info: Record<string, Property | undefined>): Pick<FontDesign, 'names' | 'weight' | 'slant'> {
  // Names in ASCII alone can be written; others stand in for none.
  const ascii = (value: Property | undefined, usual: string) => {
    const given = said(value)
    return given && /^[\x20-\x7e]*[A-Za-z0-9][\x20-\x7e]*$/.test(given) ? given : usual
  }
  const style = ascii(info.styleName, 'Regular')
  const minor = String(Math.min(999, numeric(info.versionMinor))).padStart(3, '0')
  return {
    names: {
      family: ascii(info.familyName, 'Unnamed'),
      style,
      version: `${Math.max(0, Math.floor(numeric(info.versionMajor)))}.${minor}`,
      copyright: said(info.copyright),
      designer: said(info.openTypeNameDesigner),
      manufacturer: said(info.openTypeNameManufacturer),
      license: said(info.openTypeNameLicense),
      licenseUrl: said(info.openTypeNameLicenseURL),
    },
    weight: numeric(info.openTypeOS2WeightClass) || weightOf(style),
    slant: -numeric(info.italicAngle),
  }
}

function glyphsOf(glifs: ReadonlyMap<string, ReadGlif>, scale: number, name: string): DesignedGlyph[] {
  const inEm = (glif: ReadGlif): Outline =>
    transformed(drawn(glif, glifs, name, []), { xx: scale, xy: 0, yx: 0, yy: scale, dx: 0, dy: 0 })
  const glyphs = new Map<number, DesignedGlyph>()
  for (const glif of glifs.values()) {
    if (glif.characters.length === 0) continue
    const outline = inEm(glif)
    const form = glifs.get(`${glif.name}.vert`)
    for (const character of glif.characters) {
      // A character without ink is one that the font lacks, and no two glyphs are of the same.
      if (glyphs.has(character) || (outline.length === 0 && !isSpace(character))) continue
      const advance = glif.advance * scale
      glyphs.set(character, { character, outline, advance, ...(form && { vertical: inEm(form) }) })
    }
  }
  return [...glyphs.values()]
}

/** The contours of a glyph and of what it is made of. @throws where a glyph is a part of itself, or of one that is not there */
function drawn(
  glif: ReadGlif,
  glifs: ReadonlyMap<string, ReadGlif>,
  file: string,
  within: readonly string[],
): Outline {
  if (within.includes(glif.name) || within.length > MAX_DEPTH)
    throw new GanvasError('unreadable-file', text('fonts.ufoCircle', { name: file, glyph: glif.name }))
  const parts = glif.components.flatMap(({ base, map }) => {
    const part = glifs.get(base)
    if (!part)
      throw new GanvasError(
        'unreadable-file',
        text('fonts.ufoMissing', { name: file, glyph: glif.name, base }),
      )
    return transformed(drawn(part, glifs, file, [...within, glif.name]), map)
  })
  return [...glif.contours, ...parts]
}

/** Kerns between characters; those of a group are of all of its glyphs, and a glyph's own go before them. */
function kernsOf(
  kerning: Record<string, Property | undefined>,
  groups: Record<string, Property | undefined>,
  glifs: ReadonlyMap<string, ReadGlif>,
  scale: number,
): Kern[] {
  const members = (side: string): string[] => {
    const group = groups[side]
    return Array.isArray(group) ? group.map(String) : [side]
  }
  const characters = (side: string) => members(side).flatMap((glyph) => glifs.get(glyph)?.characters ?? [])
  const kerns = new Map<string, Kern>()
  const isGroup = (side: string) => (side in groups ? 1 : 0)
  const pairs = Object.entries(kerning).flatMap(([left, values]) =>
    Object.entries(tableOf(values)).map(([right, value]) => ({ left, right, value: numeric(value) })),
  )
  // The most particular pair comes last, and stays.
  pairs.sort((a, b) => isGroup(b.left) + isGroup(b.right) - isGroup(a.left) - isGroup(a.right))
  for (const { left, right, value } of pairs)
    for (const one of characters(left))
      for (const other of characters(right))
        kerns.set(`${one} ${other}`, { left: one, right: other, value: value * scale })
  return [...kerns.values()]
}
