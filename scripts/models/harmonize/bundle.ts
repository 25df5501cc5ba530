import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { HARMONIZING_MODEL } from '../../../electron/contract/model/bundled.ts'
import { MANIFEST_VERSION, ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { withHalfWeights } from '../../../electron/graph/onnx/half.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { STATISTICS } from '../../../electron/imaging/harmony/statistics.ts'
import { TRANSFORM_NUMBERS } from '../../../electron/imaging/harmony/transform.ts'
import { harmonizingNetwork } from '../../../electron/nets/harmonizing.ts'
import { productOf } from '../../../electron/train/game/product.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/run/checkpoint.ts'
import { inferenceGraph } from '../../../electron/train/run/inferenceGraph.ts'

/*
 * Makes the harmoniser's folder from a training run:
 *
 *   node scripts/run.mjs scripts/models/harmonize/bundle.ts --run DIR --about FILE [--out models/blend-harmonize]
 *
 * `--about` is a JSON file with licence, training and figures, as the manifest has them. CARD.md is made by hand.
 */

const { values } = parseArgs({
  options: { run: { type: 'string' }, about: { type: 'string' }, out: { type: 'string' } },
})
if (!values.run || !values.about) throw new Error('--run and --about are needed; see the head of this script')
const out = values.out ? resolve(values.out) : join(applicationFolder, 'models', HARMONIZING_MODEL)

const path = join(resolve(values.run), checkpointFile)
const { tensors, options, settings, position } = decodeCheckpoint(readFileSync(path), path)
const hidden = [Number(options.hidden), Number(options.hidden)]
const network = harmonizingNetwork({ hidden, members: Number(options.members), outputs: TRANSFORM_NUMBERS })
const graph = inferenceGraph(
  productOf({ network, input: [STATISTICS], group: 'generator', averaged: true }),
  (name) => tensors.get(name),
)
const model = withHalfWeights(writeOnnx(graph).model)

const about = JSON.parse(readFileSync(values.about, 'utf8'))
const line = (width: number) => ({ width, height: 1 })
const manifest = ModelManifest.parse({
  version: MANIFEST_VERSION,
  id: HARMONIZING_MODEL,
  title: { en: 'Harmonise', 'zh-CN': '协调' },
  task: 'harmonize',
  files: [
    {
      name: 'generator.onnx',
      role: 'generator',
      bytes: model.length,
      sha256: createHash('sha256').update(model).digest('hex'),
      precision: 'half',
    },
  ],
  inputs: [
    { name: 'input', channels: ['statistic'], range: [0, 1], colorSpace: 'none', size: line(STATISTICS) },
  ],
  outputs: [
    {
      name: 'output',
      channels: ['change'],
      range: [0, 1],
      colorSpace: 'none',
      size: line(TRANSFORM_NUMBERS),
    },
  ],
  parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
  licence: about.licence,
  training: { ...about.training, steps: position.step, batch: settings.batch },
  figures: about.figures,
  fineTuning: about.fineTuning,
  recipe: { name: 'harmonize', options, groups: { generator: 'generator' } },
})

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'generator.onnx'), model)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(
  JSON.stringify({ out, bytes: model.length, parameters: manifest.parameters, step: position.step }),
)
