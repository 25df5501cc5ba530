import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BLENDING_MODEL } from '../../../electron/contract/model/bundled.ts'
import { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { blendingManifest } from '../../../electron/engine/blend/manifest.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { withHalfWeights } from '../../../electron/graph/onnx/half.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { blendingNetwork } from '../../../electron/nets/blending.ts'
import { productOf } from '../../../electron/train/game/product.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/run/checkpoint.ts'
import { inferenceGraph } from '../../../electron/train/run/inferenceGraph.ts'

/*
 * Makes the model's folder from a training run:
 *
 *   node scripts/run.mjs scripts/models/blend/bundle.ts --run DIR --about FILE [--out models/blend-gpgan-64]
 *
 * `--about` is a JSON file with what the run itself does not know: licence, training (data, seconds, machine,
 * command) and figures, as the manifest has them. CARD.md and sample.png are made by hand and by sample.ts.
 */

const { values } = parseArgs({
  options: { run: { type: 'string' }, about: { type: 'string' }, out: { type: 'string' } },
})
if (!values.run || !values.about) throw new Error('--run and --about are needed; see the head of this script')
const out = values.out ? resolve(values.out) : join(applicationFolder, 'models', BLENDING_MODEL)

const path = join(resolve(values.run), checkpointFile)
const { tensors, options, settings, position } = decodeCheckpoint(readFileSync(path), path)
const base = Number(options.base)
const waist = Number(options.waist)
const network = blendingNetwork({ base, waist })
const product = productOf({ network, input: [4, 64, 64], group: 'generator', averaged: true })
const graph = inferenceGraph(product, (name) => tensors.get(name))
const model = withHalfWeights(writeOnnx(graph).model)

const about = JSON.parse(readFileSync(values.about, 'utf8'))
const manifest = ModelManifest.parse(
  blendingManifest(model, {
    title: { en: 'Blending network, 64 px', 'zh-CN': '融合网络，64 像素' },
    precision: 'half',
    parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    licence: about.licence,
    training: { ...about.training, steps: position.step, batch: settings.batch },
    figures: about.figures,
    fineTuning: about.fineTuning,
  }),
)

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'generator.onnx'), model)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(
  JSON.stringify({ out, bytes: model.length, parameters: manifest.parameters, step: position.step }),
)
