import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packField } from '../../../electron/imaging/distances.ts'
import { Random } from '../../../electron/nets/random.ts'
import { ALIGNMENT_SIDE, type Alignment, affineOf, fitAlignment } from '../../../electron/tools/font/align.ts'
import { bearingsOf, fitBearings } from '../../../electron/tools/font/bearings.ts'
import { FIELD_SIDE, renderField } from '../../../electron/tools/font/field.ts'
import { controlBox, type Outline, transformed } from '../../../electron/tools/font/outline/outline.ts'
import { frames } from '../../../electron/tools/font/script.ts'
import { collectionOf, type Glyphs, openOrigin, type StyleOrigin } from './styles.ts'

/*
 * Makes the pairs of glyphs that `ganvas train font` learns from, a NAME.json and a NAME.glyphs for each style of han.ts, or of
 * latin.ts:
 *
 *   node scripts/run.mjs scripts/models/font/data.ts [--script latin] --npm DIR/node_modules --out DIR [--glyphs 1600]
 *     [--only NAME,NAME]
 *
 * Styles that are there already are left. Styles that are not trained on go to DIR/held-out.
 */

const { values } = parseArgs({
  options: {
    script: { type: 'string', default: 'han' },
    npm: { type: 'string' },
    out: { type: 'string' },
    glyphs: { type: 'string', default: '1600' },
    only: { type: 'string' },
  },
})
if (!values.npm || !values.out) throw new Error('--npm and --out are needed; see the head of this script')
const [npmFolder, out] = [values.npm, values.out]
const SEED = 13
const ALIGNED_BY = 24
const {
  script,
  sources,
  styles,
  characterSets,
  besides,
  wrong,
  heldOut: spared,
} = await collectionOf(values.script)
/** Of the characters that are trained on besides, the share that no style shows to the network. */
const SPARED_BESIDES = 1 / 8
const frame = frames[script]

/** The same for every style, and in the sets of both countries: no style shows them to the network. */
const [first = [], ...others] = Object.values(characterSets)
const shared = first.filter((character) => others.every((set) => set.includes(character)))
const heldOut = new Set([
  ...picked(shared, spared, 'held out'),
  ...picked(besides, Math.round(SPARED_BESIDES * besides.length), 'held out besides'),
])

function picked(from: readonly number[], count: number, stream: string): number[] {
  return [...new Random(SEED, stream).permutation(from.length)].slice(0, count).map((at) => from[at]!)
}

async function chosenSource(style: StyleOrigin, drawn: Glyphs, characters: readonly number[]) {
  const pairs = characters.slice(0, ALIGNED_BY).map((character) => ({
    character,
    target: renderField(drawn.drawn(character)!, frame, ALIGNMENT_SIDE),
  }))
  const fitted: { name: string; glyphs: Glyphs; alignment: Alignment; overlap: number }[] = []
  for (const [name, origins] of Object.entries(sources)) {
    if (name === style.without) continue
    const glyphs = await openOrigin(origins[style.set]!, script, npmFolder)
    const both = pairs.map(({ character, target }) => ({ source: glyphs.drawn(character)!, target }))
    fitted.push({ name, glyphs, ...fitAlignment(both) })
  }
  const [best, other] = fitted.sort((a, b) => b.overlap - a.overlap)
  return {
    best: best!,
    fits: Object.fromEntries(
      [best!, ...(other ? [other] : [])].map((f) => [f.name, { ...f.alignment, overlap: f.overlap }]),
    ),
  }
}

/** Whether a network can be shown all of a glyph. */
function isWithin(outline: Outline): boolean {
  const box = controlBox(outline)!
  return (
    box.left >= frame.left &&
    box.bottom >= frame.bottom &&
    box.right <= frame.left + frame.size &&
    box.top <= frame.bottom + frame.size
  )
}

/** How the style spaces letters beside its source; of letters and digits alone, as punctuation goes its own ways. */
function bearingsBeside(
  { glyphs, alignment }: { glyphs: Glyphs; alignment: Alignment },
  drawn: Glyphs,
  characters: readonly number[],
) {
  const together = (from: Glyphs, character: number) =>
    bearingsOf(from.drawn(character)!, from.advance(character))
  const pairs = characters
    .filter((character) => /[\p{L}\p{N}]/u.test(String.fromCodePoint(character)))
    .map((character) => ({
      source: together(glyphs, character) * alignment.scaleX,
      style: together(drawn, character),
    }))
  return fitBearings(pairs, { source: glyphs.advance(0x20), style: drawn.advance(0x20) })
}

for (const style of styles) {
  const folder = style.heldOut ? join(out, 'held-out') : out
  const path = join(folder, style.name)
  if (existsSync(`${path}.json`) || (values.only && !values.only.split(',').includes(style.name))) continue
  mkdirSync(folder, { recursive: true })
  const began = process.cpuUsage().user
  const drawn = await openOrigin(style, script, npmFolder)
  const bySources = await Promise.all(
    Object.values(sources).map((each) => openOrigin(each[style.set]!, script, npmFolder)),
  )
  const isUsable = (character: number) =>
    !wrong[style.name]?.includes(character) &&
    [drawn, ...bySources].every((glyphs) => glyphs.drawn(character)) &&
    isWithin(drawn.drawn(character)!)
  const usable = characterSets[style.set]!.filter(isUsable)
  const count = style.heldOut ? 400 : Number(values.glyphs)
  const trained = picked(
    usable.filter((character) => !heldOut.has(character)),
    count,
    style.name,
  )
  const kept = usable.filter((character) => heldOut.has(character)).slice(0, 100)
  const { best, fits } = await chosenSource(style, drawn, trained)
  const others = besides.filter(isUsable)
  const sparedOthers = others.filter((character) => heldOut.has(character))
  const characters = [
    ...trained,
    ...others.filter((character) => !heldOut.has(character)),
    ...kept,
    ...sparedOthers,
  ]
  const pixels = FIELD_SIDE ** 2
  const bytes = new Uint8Array(2 * pixels * characters.length)
  characters.forEach((character, at) => {
    const source = transformed(best.glyphs.drawn(character)!, affineOf(best.alignment))
    bytes.set(packField(renderField(source, frame).data), 2 * at * pixels)
    bytes.set(packField(renderField(drawn.drawn(character)!, frame).data), (2 * at + 1) * pixels)
  })
  writeFileSync(`${path}.part`, bytes)
  renameSync(`${path}.part`, `${path}.glyphs`)
  const index = {
    name: style.name,
    side: FIELD_SIDE,
    characters,
    heldOut: kept.length + sparedOthers.length,
    source: best.name,
    alignment: best.alignment,
    fits,
    ...(script === 'latin' && { bearings: bearingsBeside(best, drawn, trained) }),
  }
  writeFileSync(`${path}.json`, JSON.stringify(index))
  console.log(
    JSON.stringify({
      style: style.name,
      usable: usable.length,
      glyphs: characters.length,
      besides: others.length,
      heldOut: kept.length + sparedOthers.length,
      seconds: Math.round((process.cpuUsage().user - began) / 1e6),
      fits,
    }),
  )
}
