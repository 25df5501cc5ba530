import { join } from 'node:path'
import type { TextFamily } from '../../contract/tools/text.ts'
import { sameFontName, type TextFont } from '../../contract/tools/textSettings.ts'
import { fontFolders } from '../../tools/font/file/fontFolders.ts'
import { type InstalledFont, installedFonts } from '../../tools/font/file/installed.ts'

/** A font that was found for a text. */
export interface Found {
  readonly font: InstalledFont
  /** The text asked for another one. */
  readonly replaced: boolean
}

/** Styles that are what a family is when nothing is said, the likeliest first. */
const usual = ['Regular', 'Book', 'Roman', 'Normal', 'Medium', 'Text']

/** Fonts that texts can be set in: those of the system and those that were added, read anew when the list is asked for. */
export class Catalogue {
  /** Where fonts that were added are kept. */
  readonly folder: string
  #fonts: Promise<readonly InstalledFont[]> | null = null

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'text-fonts')
  }

  fonts(): Promise<readonly InstalledFont[]> {
    this.#fonts ??= installedFonts([...fontFolders(), this.folder])
    return this.#fonts
  }

  /** The folders are looked through again the next time. */
  forget(): void {
    this.#fonts = null
  }

  async families(): Promise<TextFamily[]> {
    const families = new Map<string, { alsoCalled: Set<string>; styles: Set<string> }>()
    for (const { family, style, alsoCalled } of await this.fonts()) {
      const known = families.get(family) ?? { alsoCalled: new Set(), styles: new Set() }
      families.set(family, known)
      for (const name of alsoCalled) known.alsoCalled.add(name)
      known.styles.add(style)
    }
    return [...families].map(([family, { alsoCalled, styles }]) => ({
      family,
      alsoCalled: [...alsoCalled],
      styles: [...styles].sort((a, b) => rank(a) - rank(b)),
    }))
  }

  /** The font by its names, another style of its family, or the first of `others` that is here; null: none of them is. */
  async find({ family, style }: TextFont, others: readonly string[]): Promise<Found | null> {
    const fonts = await this.fonts()
    const named = ofFamily(fonts, family)
    const exact = named.find((font) => sameFontName(font.style, style))
    if (exact) return { font: exact, replaced: false }
    // What is regular has many names.
    if (named.length > 0 && usual.includes(style)) return { font: nearest(named, style), replaced: false }
    const instead = [named, ...others.map((other) => ofFamily(fonts, other)), fonts].find(
      ({ length }) => length > 0,
    )
    const font = instead && nearest(instead, style)
    return font ? { font, replaced: true } : null
  }

  /** All fonts in the order in which they are tried, one of each family: that whose style is nearest. */
  async inOrder(families: readonly string[], style: string): Promise<InstalledFont[]> {
    const fonts = await this.fonts()
    const all = [...new Set([...families, ...fonts.map(({ family }) => family)])]
    const byFamily = new Map<string, InstalledFont[]>()
    for (const font of fonts) {
      const named = byFamily.get(font.family)
      if (named) named.push(font)
      else byFamily.set(font.family, [font])
    }
    return all.flatMap((family) => {
      const named = byFamily.get(family)
      return named ? [nearest(named, style)] : []
    })
  }
}

const ofFamily = (fonts: readonly InstalledFont[], name: string): InstalledFont[] =>
  fonts.filter(({ family, alsoCalled }) => [family, ...alsoCalled].some((each) => sameFontName(each, name)))

const rank = (style: string): number => {
  const at = usual.indexOf(style)
  return at < 0 ? usual.length : at
}

/** Of fonts of one family, that of the style, else the plainest. */
const nearest = (fonts: readonly InstalledFont[], style: string): InstalledFont =>
  fonts.find((font) => sameFontName(font.style, style)) ??
  fonts.reduce((best, font) => (rank(font.style) < rank(best.style) ? font : best))
