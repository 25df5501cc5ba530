import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FontFile, openFont } from '../../../electron/tools/font/file/fontFile.ts'
import { type Outline, transformed } from '../../../electron/tools/font/outline/outline.ts'
import { placed, type Script } from '../../../electron/tools/font/script.ts'

/** A font that the model is made from: of a package of Debian, by path, or of one of npm, which comes in slices. */
export interface FontOrigin {
  package: string
  licence: string
  /** Beneath /usr/share/fonts. */
  path?: string
  /** Number of the font in a collection (TTC). */
  index?: number
  /** Weight that a package of npm is asked for, such as 400. */
  weight?: number
  italic?: boolean
}

export type CharacterSet = 'gb' | 'jis' | 'letters'

/** What a font model is made from. */
export interface Collection {
  script: Script
  /** What is redrawn, by name: a font for each set of characters. */
  sources: Readonly<Record<string, Readonly<Partial<Record<CharacterSet, FontOrigin>>>>>
  styles: readonly StyleOrigin[]
  characterSets: Readonly<Partial<Record<CharacterSet, readonly number[]>>>
  /** Trained on in every style that draws them, beside the set of its characters. */
  besides: readonly number[]
  /** Drawn as another character by its designer, by style. */
  wrong: Readonly<Record<string, readonly number[]>>
  /** How many characters no style shows to the network. */
  heldOut: number
  /** By which other sources are aligned: in every set. */
  references: string
}

export interface StyleOrigin extends FontOrigin {
  name: string
  title: string
  titleZh: string
  /** Whose characters it draws: those of China (GB2312, level 1) or of Japan (JIS X 0208, level 1), or letters. */
  set: CharacterSet
  /** A source that it may not be drawn from, as its own designers drew it from that one. */
  without?: string
  /** Never trained on. */
  heldOut?: boolean
}

/** A package of npm that holds a font in slices. */
export const npm = (name: string, weight = 400): FontOrigin => ({
  package: `@fontsource/${name}`,
  licence: 'OFL-1.1',
  weight,
})

/** Glyphs of a font, placed for networks of a script. */
export interface Glyphs {
  /** The outline behind a character, or null. */
  drawn(character: number): Outline | null
  /** Thousandths of the em. */
  advance(character: number): number
}

/** @param npmFolder the `node_modules` where the packages of npm lie */
export async function openOrigin(origin: FontOrigin, script: Script, npmFolder: string): Promise<Glyphs> {
  const fonts: FontFile[] = []
  if (origin.path !== undefined) {
    const path = join('/usr/share/fonts', origin.path)
    if (!existsSync(path)) throw new Error(`${path} is missing: install Debian's ${origin.package}`)
    fonts.push(await openFont(readFileSync(path), path, { index: origin.index ?? 0 }))
  } else {
    const folder = join(npmFolder, origin.package, 'files')
    if (!existsSync(folder)) throw new Error(`${folder} is missing: install npm's ${origin.package}`)
    const end = `-${origin.weight}-${origin.italic ? 'italic' : 'normal'}.woff2`
    for (const slice of readdirSync(folder).filter((file) => file.endsWith(end)))
      fonts.push(await openFont(readFileSync(join(folder, slice)), slice))
  }
  const fontOf = new Map<number, FontFile>()
  for (const font of fonts)
    for (const character of font.characters) if (!fontOf.has(character)) fontOf.set(character, font)
  const advance = (character: number) => {
    const font = fontOf.get(character)
    return font ? font.advance(font.glyphOf(character)) : 0
  }
  // Some fonts space kana by their widths: in a font of Han characters they stand in the middles of its cells.
  const cell = advance(0x6c38)
  return {
    advance,
    drawn(character) {
      const outline = fontOf.get(character)?.drawn(character)
      if (!outline) return null
      return script === 'han'
        ? inCell(outline, cell - advance(character))
        : placed(outline, advance(character), script)
    },
  }
}

const inCell = (outline: Outline, spare: number): Outline =>
  spare === 0 ? outline : transformed(outline, { xx: 1, xy: 0, yx: 0, yy: 1, dx: spare / 2, dy: 0 })

/** The collection that a script's `--script` names. */
export async function collectionOf(script: string): Promise<Collection> {
  if (script === 'han') return (await import('./han.ts')).han
  if (script === 'latin') return (await import('./latin.ts')).latin
  throw new Error(`--script ${script} is neither han nor latin`)
}
