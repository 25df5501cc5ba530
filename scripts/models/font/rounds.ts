import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { LearnStyleInput } from '../../../electron/contract/tools/fontReferences.ts'
import { learnFromFiles } from '../../../electron/engine/font/learn/fromFiles.ts'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { Random } from '../../../electron/nets/random.ts'
import { type Field, renderField } from '../../../electron/tools/font/field.ts'
import { openFont } from '../../../electron/tools/font/file/fontFile.ts'
import { partsOf } from '../../../electron/tools/font/judge/parts.ts'
import { compareOutlines } from '../../../electron/tools/font/outline/compare.ts'
import { redrawGlyph } from '../../../electron/tools/font/redraw.ts'
import { mannerOf } from '../../../electron/tools/font/styles.ts'
import { traceField } from '../../../electron/tools/font/trace/trace.ts'
import type { FontDesign } from '../../../electron/tools/font/write/design.ts'
import { writeTrueType } from '../../../electron/tools/font/write/writeFont.ts'
import { glyphNetwork } from './network.ts'
import { collectionOf, openOrigin } from './styles.ts'

/*
 * How many glyphs of a hundred somebody would have to put right after a style was learned from 30, 60 and 120 glyphs of it. A style
 * that the model never saw stands for the designer; its own glyphs of a hundred characters that are never among the references tell
 * what is right.
 *
 *   node scripts/run.mjs scripts/models/font/rounds.ts --model DIR/ID --npm DIR/node_modules --style NAME --out FILE.jsonl
 *     [--counts 30,60,120] [--steps 280] [--glyphs 100]
 *
 * A line a round, and a line for the nearest bundled style. `structure` is the share of glyphs with a piece of a stroke that is gone
 * or too many, or a counter filled, beside the designer's own glyph; `misplaced` that of glyphs whose border is farther from the
 * designer's, on average, than half a stroke of the designer is wide; `corrections` that of either: no moving of nodes mends them, they
 * are drawn again. `touched` is the share of the others that are still farther than 12 thousandths of the em.
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    npm: { type: 'string' },
    style: { type: 'string' },
    out: { type: 'string' },
    source: { type: 'string', default: 'noto-sans' },
    counts: { type: 'string', default: '30,60,120' },
    steps: { type: 'string', default: '280' },
    glyphs: { type: 'string', default: '100' },
  },
})
const { model, npm, style: name, out } = values
if (!model || !npm || !name || !out)
  throw new Error('--model, --npm, --style and --out are needed; see the head of this script')

/** Lengths of pieces, and depths of counters, that are wrong beside the designer's own glyph; thousandths of the em. */
const WRONG = { lost: 40, extra: 40, closed: 24 }
/** Mean distance between the borders, in thousandths of the em, at which a glyph does not pass for the designer's untouched. */
const NEAR = 12

const { script, sources, styles, characterSets, wrong } = await collectionOf('han')
const style = styles.find((each) => each.name === name)
if (!style) throw new Error(`${name} is none of ${styles.map((each) => each.name).join(', ')}`)
const origin = sources[values.source]![style.set]!
if (!origin.path) throw new Error(`${values.source} is no single file`)
const path = join('/usr/share/fonts', origin.path)
const source = await openFont(readFileSync(path), path, { index: origin.index ?? 0 })
const truth = await openOrigin(style, script, npm)
const usable = characterSets[style.set]!.filter(
  (character) => !wrong[name]?.includes(character) && truth.drawn(character) && source.drawn(character),
)
const order = [...new Random(13, 'rounds').permutation(usable.length)].map((at) => usable[at]!)
const judged = order.slice(0, Number(values.glyphs))
const open = order.slice(judged.length)
const halfStroke = halfStrokeOf(judged.map((character) => renderField(truth.drawn(character)!)))

const folder = mkdtempSync(join(tmpdir(), 'ganvas-rounds-'))
const references = join(folder, 'designer.ttf')
writeFileSync(references, writeTrueType(designOf(open)))

const { manifest, files } = await loadModel(dirname(resolve(model)), basename(model))
const told = (line: object) => {
  console.log(JSON.stringify(line))
  writeFileSync(
    out,
    `${JSON.stringify({ model: manifest.id, style: name, source: values.source, ...line })}\n`,
    {
      flag: 'a',
    },
  )
}

mkdirSync(join(folder, 'models'))
try {
  for (const count of values.counts.split(',')) {
    const input = LearnStyleInput.parse({
      source: { path, face: origin.index ?? 0 },
      model: manifest.id,
      references,
      count: Number(count),
      characters: { text: String.fromCodePoint(...open) },
      as: 'designer',
      overwrite: true,
      steps: Number(values.steps),
    })
    const before = process.cpuUsage()
    const learned = await learnFromFiles(
      input,
      {
        modelsFolders: [dirname(resolve(model)), join(folder, 'models')],
        ownFolder: () => join(folder, 'models'),
        dataFolder: folder,
      },
      { signal: new AbortController().signal, emit: () => {} },
    )
    const cpu = process.cpuUsage(before)
    if (count === values.counts.split(',')[0])
      told({ references: 0, ...(await figures(manifest.font!, learned.nearest[0]!.style, files.generator!)) })
    const made = await loadModel(join(folder, 'models'), 'designer')
    told({
      references: learned.references,
      ...(await figures(made.manifest.font!, learned.style, made.files.generator!)),
      heldOutBefore: rounded(learned.overlapBefore),
      heldOutAfter: rounded(learned.overlapAfter),
      nearest: learned.nearest,
      bestStep: made.manifest.training.steps,
      seconds: Math.round(learned.seconds),
      cpuSeconds: Math.round((cpu.user + cpu.system) / 1e6),
    })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function figures(font: NonNullable<typeof manifest.font>, drawnIn: string, generator: Uint8Array) {
  const network = await glyphNetwork(generator)
  const manner = mannerOf(font, { [drawnIn]: 1 }, source.drawn, manifest.id)
  let [overlap, distance, structure, misplaced, corrections, touched] = [0, 0, 0, 0, 0, 0]
  for (const character of judged) {
    const { field } = await redrawGlyph(source.drawn(character)!, manner, network)
    const own = truth.drawn(character)!
    const { iou, meanDistance } = compareOutlines(traceField(field), own)
    const { lost, extra, closed } = partsOf(field, renderField(own))
    const broken = lost > WRONG.lost || extra > WRONG.extra || closed > WRONG.closed
    const away = meanDistance > halfStroke
    overlap += iou
    distance += meanDistance
    structure += Number(broken)
    misplaced += Number(away)
    corrections += Number(broken || away)
    touched += Number(!broken && !away && meanDistance > NEAR)
  }
  const share = (sum: number) => rounded((100 * sum) / judged.length)
  return {
    drawnIn,
    glyphs: judged.length,
    overlap: rounded(overlap / judged.length),
    distance: rounded(distance / judged.length),
    structure: share(structure),
    misplaced: share(misplaced),
    corrections: share(corrections),
    touched: share(touched),
    halfStroke: rounded(halfStroke),
  }
}

/** Half the width of strokes, in thousandths of the em: points of a bar are a quarter of its width from its border on average. */
function halfStrokeOf(fields: readonly Field[]): number {
  const inside = fields.flatMap(({ data, frame, side }) =>
    [...data].filter((distance) => distance > 0).map((distance) => (distance * frame.size) / side),
  )
  return (2 * inside.reduce((sum, distance) => sum + distance, 0)) / inside.length
}

/** A font of the designer's glyphs of these characters. */
function designOf(characters: readonly number[]): FontDesign {
  return {
    names: { family: 'Designer', style: 'Regular', version: '1.000', localFamilies: {} },
    weight: 400,
    slant: 0,
    created: new Date(0),
    glyphs: characters.map((character) => ({
      character,
      outline: truth.drawn(character)!,
      advance: 1000,
    })),
    kerning: [],
  } as FontDesign
}

function rounded(value: number): number {
  return Math.round(10_000 * value) / 10_000
}
