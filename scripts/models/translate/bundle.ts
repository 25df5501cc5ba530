import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { MANIFEST_VERSION, ModelManifest } from '../../../electron/contract/procedures/models.ts'
import { withHalfWeights } from '../../../electron/graph/onnx/half.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { unet } from '../../../electron/nets/unet.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/checkpoint.ts'
import { inferenceGraph } from '../../../electron/train/export.ts'

/*
 * Makes the folder of a colouring model from a run of `ganvas train pix2pix --pairing gray --average …`:
 *
 *   node scripts/run.mjs scripts/models/translate/bundle.ts --run DIR --about FILE --out DIR/ID
 *
 * `--about` is a JSON file with what the run itself does not know: title, licence, training (data, seconds, machine,
 * command), figures and fineTuning, as the manifest has them. CARD.md is written by hand, pictures by measure.ts.
 */

const { values } = parseArgs({
  options: { run: { type: 'string' }, about: { type: 'string' }, out: { type: 'string' } },
})
if (!values.run || !values.about || !values.out)
  throw new Error('--run, --about and --out are needed; see the head of this script')
const out = resolve(values.out)

const path = join(resolve(values.run), checkpointFile)
const { tensors, options, settings, position } = decodeCheckpoint(readFileSync(path), path)
const { pairing, size, depth, base } = options as Record<'pairing' | 'size' | 'depth' | 'base', unknown>
if (pairing !== 'gray') throw new Error(`${path} is a run with the pairing "${pairing}" and not "gray".`)
const [side, halvings] = [Number(size), Number(depth)]
const network = unet({ depth: halvings, base: Number(base), outputs: 2 })
const product = { network, input: [1, side, side], group: 'generator', averaged: Number(options.average) > 0 }
const graph = inferenceGraph(product, (name) => tensors.get(name))
const model = withHalfWeights(writeOnnx(graph).model)

const tensor = { range: [-1, 1], colorSpace: 'lab', size: { multiple: 2 ** halvings } }
const about = JSON.parse(readFileSync(values.about, 'utf8'))
const manifest = ModelManifest.parse({
  version: MANIFEST_VERSION,
  id: out.split(/[\\/]/).at(-1),
  title: about.title,
  task: 'translate',
  translation: { kind: 'color', side },
  files: [
    {
      name: 'generator.onnx',
      role: 'generator',
      bytes: model.length,
      sha256: createHash('sha256').update(model).digest('hex'),
      precision: 'half',
    },
  ],
  inputs: [{ ...tensor, name: 'input', channels: ['lightness'] }],
  outputs: [{ ...tensor, name: 'output', channels: ['green-red', 'blue-yellow'] }],
  parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
  licence: about.licence,
  training: { ...about.training, steps: position.step, batch: settings.batch },
  figures: about.figures,
  fineTuning: about.fineTuning,
})

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'generator.onnx'), model)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(
  JSON.stringify({ out, bytes: model.length, parameters: manifest.parameters, step: position.step }),
)
