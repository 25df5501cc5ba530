import { curveBox } from '../../outline/curveBox.ts'
import type { FontDesign } from '../design.ts'
import { type LaidGlyph, type Layout, laidOut } from '../layout.ts'
import { metricsOf } from '../metrics.ts'
import { namingOf } from '../naming.ts'
import { rounded } from '../rounded.ts'
import { fontInfo } from './fontInfo.ts'
import { glif, glifFileName } from './glif.ts'
import { type Property, plist } from './plist.ts'

/** The mark colour by which font editors show a glyph that should be reviewed. */
const MARK = '1,0.4,0.3,1'

/**
 * The files of a font as UFO 3, the folder that editors of fonts share, by their paths within it. What the designer drew lies in
 * the layer `public.background`.
 *
 * @throws as `writeTrueType`
 */
export function writeUfo(design: FontDesign): Map<string, string> {
  const layout = laidOut(design, 1000)
  const naming = namingOf(design)
  const metrics = metricsOf(
    layout,
    layout.glyphs.map(({ outline }) => curveBox(outline)),
  )
  const files = new Map<string, string>()
  const add = (path: string, value: Property) => files.set(path, plist(value))
  const order = layout.glyphs.map(({ name }) => name)
  add('metainfo.plist', { creator: 'app.ganvas', formatVersion: 3 })
  add('fontinfo.plist', fontInfo(layout, metrics, naming))
  add('lib.plist', { 'public.glyphOrder': order })
  const kerning = kerningOf(layout)
  if (Object.keys(kerning).length > 0) add('kerning.plist', kerning)
  const features = featuresOf(layout)
  if (features) files.set('features.fea', features)
  const fileNames = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of order) fileNames.set(name, glifFileName(name, taken))
  addLayer(files, 'glyphs', layout.glyphs, fileNames, (glyph) =>
    glif({
      ...glyph,
      ...(layout.cjk && { height: metrics.verticalAdvance }),
      lib: {
        ...(layout.cjk && { 'public.verticalOrigin': metrics.emTop }),
        ...(glyph.flagged && { 'public.markColor': MARK }),
      },
    }),
  )
  const drawn = new Map(
    design.glyphs.flatMap(({ character, reference }) =>
      reference ? [[layout.glyphs[layout.map.get(character)!]!.name, rounded(reference, 1)]] : [],
    ),
  )
  const layers: Property[] = [['public.default', 'glyphs']]
  if (drawn.size > 0) {
    layers.push(['public.background', 'glyphs.public.background'])
    const behind = layout.glyphs.filter(({ name }) => drawn.has(name))
    addLayer(files, 'glyphs.public.background', behind, fileNames, ({ name, advance }) =>
      glif({ name, advance, characters: [], outline: drawn.get(name)! }),
    )
  }
  add('layercontents.plist', layers)
  return files
}

function addLayer(
  files: Map<string, string>,
  folder: string,
  glyphs: readonly LaidGlyph[],
  fileNames: ReadonlyMap<string, string>,
  write: (glyph: LaidGlyph) => string,
): void {
  files.set(
    `${folder}/contents.plist`,
    plist(Object.fromEntries(glyphs.map(({ name }) => [name, fileNames.get(name)!]))),
  )
  for (const glyph of glyphs) files.set(`${folder}/${fileNames.get(glyph.name)}`, write(glyph))
}

function kerningOf({ kerning, glyphs }: Layout): Record<string, Record<string, number>> {
  const pairs: Record<string, Record<string, number>> = {}
  for (const { left, right, value } of kerning) {
    const of = pairs[glyphs[left]!.name] ?? {}
    pairs[glyphs[left]!.name] = of
    of[glyphs[right]!.name] = value
  }
  return pairs
}

function featuresOf({ verticals, glyphs }: Layout): string | null {
  if (verticals.size === 0) return null
  const rules = [...verticals].map(
    ([glyph, form]) => `  sub ${glyphs[glyph]!.name} by ${glyphs[form]!.name};`,
  )
  return `languagesystem DFLT dflt;\n\nfeature vert {\n${rules.join('\n')}\n} vert;\n`
}
