import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ModelManifest } from '../../../electron/contract/procedures/models.ts'
import { colorModel } from '../../../electron/engine/models/colorModel.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/checkpoint.ts'

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
const checkpoint = decodeCheckpoint(readFileSync(path), path)
const about = JSON.parse(readFileSync(values.about, 'utf8'))
const made = colorModel(checkpoint, path, { ...about, id: out.split(/[\\/]/).at(-1) })
const manifest = ModelManifest.parse(made.manifest)

mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'generator.onnx'), made.model)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
const { parameters, training } = manifest
console.log(JSON.stringify({ out, bytes: made.model.length, parameters, step: training.steps }))
