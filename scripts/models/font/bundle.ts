import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { FontModel } from '../../../electron/contract/model/fontModel.ts'
import { MANIFEST_VERSION, ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { withHalfWeights } from '../../../electron/graph/onnx/half.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { FIELD_RANGE, packField } from '../../../electron/imaging/distances.ts'
import { FIELD_SIDE, renderField } from '../../../electron/tools/font/field.ts'
import { frames } from '../../../electron/tools/font/script.ts'
import { withoutPlaces } from '../../../electron/train/games/options.ts'
import { modelOf, openRun } from './network.ts'
import { collectionOf, openOrigin } from './styles.ts'

/*
 * Makes the folder of a font model from a run of `ganvas train font` and what measure.ts says of it:
 *
 *   node scripts/run.mjs scripts/models/font/bundle.ts [--script latin] --run DIR --data DIR --npm DIR/node_modules --figures FILE
 *     --about FILE --out DIR/ID
 *
 * `--about` is a JSON file with title, licence, training (command, data, seconds, machine) and fineTuning, as the manifest has them.
 * CARD.md is written by hand; the sheets are measure.ts's.
 */

const REFERENCE_SIDE = 24

const { values } = parseArgs({
  options: {
    script: { type: 'string', default: 'han' },
    run: { type: 'string' },
    data: { type: 'string' },
    npm: { type: 'string' },
    figures: { type: 'string' },
    about: { type: 'string' },
    out: { type: 'string' },
  },
})
const { run, data, npm, figures, about, out } = values
if (!run || !data || !npm || !figures || !about || !out)
  throw new Error(
    '--run, --data, --npm, --figures, --about and --out are needed; see the head of this script',
  )

const { script, sources, styles, references } = await collectionOf(values.script)
const { checkpoint, graph, styles: names } = await openRun(run, data)
const measured = JSON.parse(readFileSync(figures, 'utf8'))
const told = JSON.parse(readFileSync(about, 'utf8'))
const model = withHalfWeights(modelOf(graph))
const font: FontModel = {
  script,
  range: FIELD_RANGE,
  references: { characters: references, side: REFERENCE_SIDE },
  styles: [],
}
for (const name of names) {
  const style = styles.find((each) => each.name === name)!
  const index = JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8'))
  const drawn = await openOrigin(style, script, npm)
  const fields = [...references].map((character) => {
    const outline = drawn.drawn(character.codePointAt(0)!)
    if (!outline) throw new Error(`${style.title} lacks ${character}: choose another reference`)
    return packField(renderField(outline, frames[script], REFERENCE_SIDE).data)
  })
  const { offset, gate, kanaGate } = measured[name]
  const origin = sources[index.source]![style.set]!
  font.styles.push({
    name,
    title: { en: style.title, 'zh-CN': style.titleZh },
    font: `${style.title} (${style.package})`,
    licence: style.licence,
    source: `${index.source} (${origin.package})`,
    alignment: index.alignment,
    offset,
    ...(index.bearings && { bearings: index.bearings }),
    gate,
    ...(kanaGate && { kanaGate }),
    references: Buffer.concat(fields).toString('base64'),
  })
}
const tensor = (name: string) => ({
  name,
  channels: ['distance' as const],
  range: [-1, 1] as [number, number],
  colorSpace: 'none' as const,
  size: { width: FIELD_SIDE, height: FIELD_SIDE },
})
const rows = [
  ['iou', 'intersection over union at 512 px'],
  ['sourceIou', 'the same of the aligned source'],
  ['topology', 'share with the pieces and holes of the truth'],
  ['passed', 'share that passes the gate'],
] as const
const manifest = ModelManifest.parse({
  version: MANIFEST_VERSION,
  id: resolve(out).split(/[\\/]/).at(-1),
  title: told.title,
  task: 'font',
  font,
  files: [
    {
      name: 'generator.onnx',
      role: 'generator',
      bytes: model.length,
      sha256: createHash('sha256').update(model).digest('hex'),
      precision: 'half',
    },
  ],
  inputs: [tensor('input')],
  outputs: [tensor('output')],
  parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
  licence: told.licence,
  training: { ...told.training, steps: checkpoint.position.step, batch: checkpoint.settings.batch },
  figures: names.flatMap((name) =>
    rows.map(([figure, meaning]) => ({
      name: `${name}: ${meaning}`,
      value: measured[name][figure],
      on: `${measured[name].count} characters that were never trained on`,
      command: 'node scripts/run.mjs scripts/models/font/measure.ts --run DIR --data DIR --npm DIR --out DIR',
    })),
  ),
  fineTuning: told.fineTuning,
  recipe: {
    name: checkpoint.recipe,
    options: withoutPlaces(checkpoint.options),
    groups: { generator: 'generator' },
  },
})

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'generator.onnx'), model)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(JSON.stringify({ out, bytes: model.length, parameters: manifest.parameters }))
