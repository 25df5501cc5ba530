import { LANGUAGES, NAME } from '../../file/names.ts'
import type { Layout } from '../layout.ts'
import type { FontMetrics } from '../metrics.ts'
import type { Naming } from '../naming.ts'
import { codePages } from '../tables/codePages.ts'
import { unicodeRanges } from '../tables/unicodeRanges.ts'
import type { Property } from './plist.ts'

/** `fontinfo.plist`: what the tables of a font file say, in UFO's words. */
export function fontInfo(layout: Layout, metrics: FontMetrics, naming: Naming): Record<string, Property> {
  const { design, unitsPerEm, cjk, map } = layout
  const { names } = design
  const [major, minor] = names.version.split('.').map(Number) as [number, number]
  const half = Math.round(unitsPerEm / 2)
  const info: Record<string, Property | undefined> = {
    familyName: names.family,
    styleName: names.style,
    styleMapFamilyName: naming.suffix ? `${names.family} ${naming.suffix}` : names.family,
    styleMapStyleName: naming.linked.toLowerCase(),
    versionMajor: major,
    versionMinor: minor,
    copyright: names.copyright,
    unitsPerEm,
    ascender: metrics.ascender,
    descender: metrics.descender,
    xHeight: metrics.xHeight,
    capHeight: metrics.capHeight,
    italicAngle: -design.slant,
    openTypeHeadCreated: design.created.toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' '),
    openTypeHeadFlags: [0, 1, 3],
    openTypeHheaAscender: metrics.lineAscender,
    openTypeHheaDescender: metrics.lineDescender,
    openTypeHheaLineGap: 0,
    openTypeNameDesigner: names.designer,
    openTypeNameManufacturer: names.manufacturer,
    openTypeNameLicense: names.license,
    openTypeNameLicenseURL: names.licenseUrl,
    openTypeNameVersion: `Version ${names.version}`,
    openTypeNameRecords: localRecords(layout, naming),
    openTypeOS2WeightClass: design.weight,
    openTypeOS2WidthClass: 5,
    openTypeOS2VendorID: (names.vendor ?? 'NONE').padEnd(4).slice(0, 4),
    openTypeOS2Type: [],
    openTypeOS2Selection: metrics.eastern ? [] : [7],
    openTypeOS2TypoAscender: metrics.ascender,
    openTypeOS2TypoDescender: metrics.descender,
    openTypeOS2TypoLineGap: 0,
    openTypeOS2WinAscent: metrics.shownAbove,
    openTypeOS2WinDescent: metrics.shownBelow,
    openTypeOS2UnicodeRanges: bitsOf(unicodeRanges([...map.keys()])),
    openTypeOS2CodePageRanges: bitsOf(codePages(map)),
    openTypeGaspRangeRecords: [{ rangeMaxPPEM: 65535, rangeGaspBehavior: [0, 1, 2, 3] }],
    postscriptFontName: naming.postScript,
    ...(cjk && {
      openTypeVheaVertTypoAscender: half,
      openTypeVheaVertTypoDescender: half - unitsPerEm,
      openTypeVheaVertTypoLineGap: 0,
    }),
  }
  return Object.fromEntries(
    Object.entries(info).filter((entry): entry is [string, Property] => entry[1] !== undefined),
  )
}

const bitsOf = (words: readonly number[]): number[] =>
  words.flatMap((word, at) =>
    Array.from({ length: 32 }, (_, bit) => 32 * at + bit).filter((bit) => (word >>> (bit & 31)) & 1),
  )

function localRecords({ design: { names } }: Layout, naming: Naming): Property[] {
  return Object.entries(names.localFamilies ?? {}).flatMap(([language, family]) => {
    if (!family) return []
    const record = (nameID: number, string: string) => ({
      nameID,
      platformID: 3,
      encodingID: 1,
      languageID: LANGUAGES[language as keyof typeof LANGUAGES],
      string,
    })
    return [
      record(NAME.family, naming.suffix ? `${family} ${naming.suffix}` : family),
      record(NAME.style, naming.linked),
      record(NAME.full, `${family} ${names.style}`),
      ...(naming.suffix
        ? [record(NAME.typographicFamily, family), record(NAME.typographicStyle, names.style)]
        : []),
    ]
  })
}
