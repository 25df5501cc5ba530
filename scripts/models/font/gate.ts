import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { affineOf } from '../../../electron/tools/font/align.ts'
import { type Field, renderField } from '../../../electron/tools/font/field.ts'
import { faultsOf } from '../../../electron/tools/font/judge/faults.ts'
import { partsOf } from '../../../electron/tools/font/judge/parts.ts'
import { skeleton } from '../../../electron/tools/font/judge/skeleton.ts'
import { likenessOf } from '../../../electron/tools/font/judge/structure.ts'
import { transformed } from '../../../electron/tools/font/outline/outline.ts'
import { redrawGlyph } from '../../../electron/tools/font/redraw.ts'
import { frames } from '../../../electron/tools/font/script.ts'
import { fittedTo } from '../../../electron/tools/font/styles.ts'
import { glyphNetwork } from './network.ts'
import { collectionOf, openOrigin } from './styles.ts'

/*
 * What the gate stops of characters that a model was never trained on: glyphs of the styles' own designers, which it should let
 * through, redrawn ones, and redrawn ones that were damaged in known ways, which it should stop. One JSON object a style and kind:
 * the share that it stops.
 *
 *   node scripts/run.mjs scripts/models/font/gate.ts --model DIR --data DIR --npm DIR/node_modules [--count 60] [--raw FILE]
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    data: { type: 'string' },
    npm: { type: 'string' },
    count: { type: 'string', default: '60' },
    raw: { type: 'string' },
  },
})
const { model, data, npm } = values
if (!model || !data || !npm)
  throw new Error('--model, --data and --npm are needed; see the head of this script')

const loaded = await loadModel(dirname(resolve(model)), basename(model))
const { font } = loaded.manifest
const { script, sources, styles } = await collectionOf(font!.script)
const network = await glyphNetwork(loaded.files.generator!)

/** A number from 0 to 1 that follows from others. */
const chance = (...seeds: number[]) => {
  const value = Math.sin(seeds.reduce((sum, seed) => 31 * sum + seed, 7)) * 43758.5453
  return value - Math.floor(value)
}

/** Distances in pixels from a disc, a bar or whatever `inside` measures, joined with a field or taken from it. */
const joined = (field: Field, inside: (x: number, y: number) => number): Field => ({
  ...field,
  data: field.data.map((d, at) => Math.max(d, inside(at % field.side, Math.floor(at / field.side)))),
})
const cut = (field: Field, inside: (x: number, y: number) => number): Field => ({
  ...field,
  data: field.data.map((d, at) => Math.min(d, -inside(at % field.side, Math.floor(at / field.side)))),
})

/** Without a piece of a stroke, 180 thousandths of the em long. */
function withPieceGone(field: Field, seed: number): Field {
  const lines = skeleton(field.data, field.side)
  const k = 2 * Math.floor(chance(seed, 1) * (lines.length / 2))
  return cut(field, (x, y) => 10.2 - Math.hypot(x - lines[k]!, y - lines[k + 1]!))
}

/** With a stroke of 200 by 50 thousandths where there was ground. */
function withStrokeMore(field: Field, seed: number): Field {
  let [best, place] = [0, 0]
  for (let k = 0; k < 400; k++) {
    const at = Math.floor(chance(seed, k) * field.data.length)
    const [x, y] = [at % field.side, Math.floor(at / field.side)]
    if (x < 24 || y < 24 || x > field.side - 24 || y > field.side - 24) continue
    if (-field.data[at]! > best) [best, place] = [-field.data[at]!, at]
  }
  const [left, top] = [place % field.side, Math.floor(place / field.side)]
  const level = chance(seed, 2) < 0.5
  const [a, b] = level ? [11.4, 2.8] : [2.8, 11.4]
  return joined(field, (x, y) => Math.min(a - Math.abs(x - left), b - Math.abs(y - top)))
}

/** With every counter closed; null where there is none. */
function withCountersFilled(field: Field): Field | null {
  const { side } = field
  const outside = new Uint8Array(side * side)
  const queue = [0]
  outside[0] = 1
  for (let next = 0; next < queue.length; next++) {
    const at = queue[next]!
    for (const step of [1, -1, side, -side]) {
      const to = at + step
      if (to < 0 || to >= outside.length || outside[to] || field.data[to]! > 0) continue
      if (Math.abs((to % side) - (at % side)) > 1) continue
      outside[to] = 1
      queue.push(to)
    }
  }
  const holes = field.data.filter((d, at) => d < -1.5 && !outside[at]).length
  if (holes < 12) return null
  return { ...field, data: field.data.map((d, at) => (outside[at] ? d : Math.abs(d))) }
}

const raw: object[] = []
const totals = new Map<string, [number, number]>()
for (const [at, style] of font!.styles.entries()) {
  const index = JSON.parse(readFileSync(join(data, `${style.name}.json`), 'utf8'))
  const origin = styles.find(({ name }) => name === style.name)!
  const truth = await openOrigin(origin, script, npm)
  const source = await openOrigin(sources[index.source]![origin.set]!, script, npm)
  const weights = Float32Array.from(font!.styles, (_, k) => (k === at ? 1 : 0))
  const { ink } = fittedTo(style, font!, source.drawn)
  const manner = { frame: frames[script], alignment: style.alignment, weights, offset: style.offset }
  const characters: number[] = index.characters.slice(-index.heldOut).slice(0, Number(values.count))
  const drawn: { character: number; source: Field; field: Field }[] = []
  const stopped = new Map<string, number[]>()
  const judge = (kind: string, character: number, field: Field | null, given: Field) => {
    if (!field) return
    const [likeness, parts] = [likenessOf(field, given), partsOf(field, given)]
    const faults = faultsOf({ ...likeness, ...parts }, style.gate, ink)
    stopped.set(kind, [...(stopped.get(kind) ?? []), faults.length > 0 ? 1 : 0])
    raw.push({ style: style.name, kind, character, ...likeness, ...parts, faults })
  }
  for (const character of characters) {
    const { field } = await redrawGlyph(source.drawn(character)!, manner, network)
    const given = renderField(
      transformed(source.drawn(character)!, affineOf(style.alignment)),
      frames[script],
    )
    drawn.push({ character, source: given, field })
    judge('designer', character, renderField(truth.drawn(character)!, frames[script]), given)
    judge('redrawn', character, field, given)
    judge('piece gone', character, withPieceGone(field, character), given)
    judge('stroke more', character, withStrokeMore(field, character), given)
    judge('counters filled', character, withCountersFilled(field), given)
    judge('too bold', character, { ...field, data: field.data.map((d) => d + 2.5) }, given)
  }
  for (const [k, { source: given, character }] of drawn.entries())
    judge('other character', character, drawn[(k + 1) % drawn.length]!.field, given)
  for (const [kind, each] of stopped) {
    const sum = each.reduce((a, b) => a + b, 0)
    console.log(
      JSON.stringify({
        style: style.name,
        kind,
        count: each.length,
        stopped: Number((sum / each.length).toFixed(3)),
      }),
    )
    const [all, of] = totals.get(kind) ?? [0, 0]
    totals.set(kind, [all + sum, of + each.length])
  }
}
for (const [kind, [sum, count]] of totals)
  console.log(JSON.stringify({ style: 'all', kind, count, stopped: Number((sum / count).toFixed(3)) }))
if (values.raw) writeFileSync(values.raw, JSON.stringify(raw))
