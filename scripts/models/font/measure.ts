import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { affineOf } from '../../../electron/tools/font/align.ts'
import { type Field, renderField } from '../../../electron/tools/font/field.ts'
import { inkOf } from '../../../electron/tools/font/ink.ts'
import { gateOf, passes } from '../../../electron/tools/font/judge/gate.ts'
import { likenessOf } from '../../../electron/tools/font/judge/structure.ts'
import { topologyOf } from '../../../electron/tools/font/judge/topology.ts'
import { inkOffset } from '../../../electron/tools/font/learn/inkOffset.ts'
import { compareOutlines } from '../../../electron/tools/font/outline/compare.ts'
import { countSegments, transformed } from '../../../electron/tools/font/outline/outline.ts'
import { redrawGlyph } from '../../../electron/tools/font/redraw.ts'
import { frames, isKana } from '../../../electron/tools/font/script.ts'
import { ofNetwork, traceField } from '../../../electron/tools/font/trace/trace.ts'
import { glyphNetwork, modelOf, openRun } from './network.ts'
import { collectionOf, openOrigin } from './styles.ts'

/*
 * Measures a run of `ganvas train font` on characters that it never saw, at 512 pixels, and draws a sheet of every style:
 *
 *   node scripts/run.mjs scripts/models/font/measure.ts --run DIR --data DIR --npm DIR/node_modules --out DIR
 *     [--script latin] [--count 100] [--only NAME,NAME]
 *
 * DIR/figures.json holds what a manifest tells of each style: the offset under which glyphs that were trained on have the truth's
 * amount of ink, the gate that the truth passes, the figures, those of kana by themselves as `besides`. Sheets, DIR/NAME.png: source, result and truth below each other, the
 * first held-out characters as they come.
 */

const { values } = parseArgs({
  options: {
    script: { type: 'string', default: 'han' },
    run: { type: 'string' },
    data: { type: 'string' },
    npm: { type: 'string' },
    out: { type: 'string' },
    count: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
})
const { run, data, npm, out } = values
if (!run || !data || !npm || !out)
  throw new Error('--run, --data, --npm and --out are needed; see the head of this script')

const { script, sources, styles, besides } = await collectionOf(values.script)
const frame = frames[script]
/** Glyphs that were trained on, for the offset and for the gate. */
const CALIBRATED_BY = { ink: 16, gate: 80 }
const SHOWN = 20

const { checkpoint, graph, styles: names } = await openRun(run, data)
const network = await glyphNetwork(modelOf(graph))
const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length
const rounded = (value: number) => Number(value.toFixed(4))

interface Measured {
  iou: number
  sourceIou: number
  distance: number
  topology: boolean
  gate: boolean
  segments: number
  trueSegments: number
  ink: number
}

const results: Record<string, unknown> = {}
mkdirSync(out, { recursive: true })
for (const [at, name] of names.entries()) {
  if (values.only && !values.only.split(',').includes(name)) continue
  const index = JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8'))
  const style = styles.find((each) => each.name === name)!
  const truth = await openOrigin(style, script, npm)
  const source = await openOrigin(sources[index.source]![style.set]!, script, npm)
  const weights = Float32Array.from(names, (_, k) => (k === at ? 1 : 0))
  const manner = { frame, alignment: index.alignment, weights, offset: 0 }
  const trained: number[] = index.characters.slice(0, index.characters.length - index.heldOut)
  const calibrating = trained.slice(0, CALIBRATED_BY.ink)
  const drawn: Field[] = []
  for (const character of calibrating)
    drawn.push((await redrawGlyph(source.drawn(character)!, manner, network)).field)
  const offset = inkOffset(
    drawn,
    calibrating.map((character) => renderField(truth.drawn(character)!, frame)),
  )
  const gateBy = (characters: readonly number[]) =>
    gateOf(
      characters.map((character) => {
        const aligned = transformed(source.drawn(character)!, affineOf(index.alignment))
        return likenessOf(renderField(truth.drawn(character)!, frame), renderField(aligned, frame))
      }),
    )
  const gate = gateBy(trained.slice(0, CALIBRATED_BY.gate))
  const trainedBesides = trained.filter((character) => besides.includes(character))
  const kanaGate = trainedBesides.length > 0 ? gateBy(trainedBesides) : undefined
  const spared: number[] = index.characters.slice(-index.heldOut)
  const sheet: [Field, Field, Field][] = []
  const measuredOf = async (character: number): Promise<Measured> => {
    const redrawn = await redrawGlyph(source.drawn(character)!, { ...manner, offset }, network)
    const [outline, wanted] = [traceField(redrawn.field, ofNetwork), truth.drawn(character)!]
    const aligned = transformed(source.drawn(character)!, affineOf(index.alignment))
    const { iou, meanDistance } = compareOutlines(outline, wanted, frame)
    const [found, right] = [topologyOf(outline, frame), topologyOf(wanted, frame)]
    if (sheet.length < SHOWN)
      sheet.push([redrawn.source, renderField(outline, frame), renderField(wanted, frame)])
    return {
      iou,
      sourceIou: compareOutlines(aligned, wanted, frame).iou,
      distance: meanDistance,
      topology: found.components === right.components && found.holes === right.holes,
      gate: passes(likenessOf(redrawn.field, redrawn.source), (isKana(character) && kanaGate) || gate),
      segments: countSegments(outline),
      trueSegments: countSegments(wanted),
      ink: mean([...inkOf(redrawn.source).data]),
    }
  }
  const measured: Measured[] = []
  const usual = spared.filter((character) => !besides.includes(character))
  for (const character of usual.slice(0, Number(values.count))) measured.push(await measuredOf(character))
  const others: Measured[] = []
  for (const character of spared.filter((each) => besides.includes(each)))
    others.push(await measuredOf(character))
  const dense = [...measured].sort((a, b) => b.ink - a.ink).slice(0, Math.ceil(measured.length / 3))
  const of = (glyphs: readonly Measured[], figure: (glyph: Measured) => number | boolean) =>
    rounded(mean(glyphs.map((glyph) => Number(figure(glyph)))))
  results[name] = {
    step: checkpoint.position.step,
    count: measured.length,
    offset: rounded(offset),
    gate,
    ...(kanaGate && { kanaGate }),
    iou: of(measured, (glyph) => glyph.iou),
    sourceIou: of(measured, (glyph) => glyph.sourceIou),
    distance: of(measured, (glyph) => glyph.distance),
    topology: of(measured, (glyph) => glyph.topology),
    passed: of(measured, (glyph) => glyph.gate),
    densePassed: of(dense, (glyph) => glyph.gate),
    denseIou: of(dense, (glyph) => glyph.iou),
    segments: of(measured, (glyph) => glyph.segments),
    trueSegments: of(measured, (glyph) => glyph.trueSegments),
    ...(others.length > 0 && {
      besides: {
        count: others.length,
        iou: of(others, (glyph) => glyph.iou),
        sourceIou: of(others, (glyph) => glyph.sourceIou),
        passed: of(others, (glyph) => glyph.gate),
      },
    }),
  }
  console.log(
    JSON.stringify({ style: name, ...(results[name] as object), gate: undefined, kanaGate: undefined }),
  )
  await drawSheet(join(out, `${name}.png`), sheet)
  writeFileSync(join(out, 'figures.json'), `${JSON.stringify(results, null, 1)}\n`)
}

async function drawSheet(path: string, columns: readonly [Field, Field, Field][]): Promise<void> {
  const side = columns[0]![0].side
  const [width, height] = [side * columns.length, 3 * side]
  const pixels = new Uint8Array(width * height)
  for (const [column, fields] of columns.entries())
    for (const [row, field] of fields.entries())
      for (const [at, ink] of inkOf(field).data.entries()) {
        const [x, y] = [column * side + (at % side), row * side + Math.floor(at / side)]
        pixels[y * width + x] = Math.round(255 * (1 - ink))
      }
  await sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(path)
}
