import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ModelManifest } from '../../../electron/contract/procedures/models.ts'
import { trainedModel } from '../../../electron/engine/models/trainedModel.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/run/checkpoint.ts'

/*
 * Makes the folder of a translation model from a run of `ganvas train pix2pix --average …` or `ganvas train cyclegan`:
 *
 *   node scripts/run.mjs scripts/models/translate/bundle.ts --run DIR --about FILE --out DIR/ID
 *
 * `--about` is a JSON file with what the run itself does not know: title, licence, training (data, seconds, machine,
 * command), figures and fineTuning, as the manifest has them; `draws` or `directions` as PublishInput has them. CARD.md is
 * written by hand, pictures by measure.ts.
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
const { files, ...made } = trainedModel(checkpoint, path, { ...about, id: out.split(/[\\/]/).at(-1) })
const manifest = ModelManifest.parse(made.manifest)

mkdirSync(out, { recursive: true })
for (const { name, data } of files) writeFileSync(join(out, name), data)
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
const { parameters, training } = manifest
console.log(
  JSON.stringify({ out, bytes: manifest.files.map((file) => file.bytes), parameters, step: training.steps }),
)
