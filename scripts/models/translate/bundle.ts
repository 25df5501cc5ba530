import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bundleRun } from '../bundledRun.ts'

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
await bundleRun(values.run, JSON.parse(readFileSync(values.about, 'utf8')), values.out)
