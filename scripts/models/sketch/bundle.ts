import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bundleRun } from '../bundledRun.ts'
import { kinds } from './kinds.ts'

/*
 * Makes the folder of a generator of Sketch from a run of `ganvas train cgan --encoder-from …`:
 *
 *   node scripts/run.mjs scripts/models/sketch/bundle.ts --kind clothes --run DIR --about FILE --out DIR/ID
 *
 * `--about` is a JSON file with what the run itself does not know: title, licence, training (data, seconds, machine, command),
 * figures and fineTuning, as the manifest has them. CARD.md is written by hand, pictures by measure.ts.
 */

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    run: { type: 'string' },
    about: { type: 'string' },
    out: { type: 'string' },
  },
})
if (!values.kind || !values.run || !values.about || !values.out)
  throw new Error('--kind, --run, --about and --out are needed; see the head of this script')
const kind = kinds[values.kind]
if (!kind) throw new Error(`--kind ${values.kind} is none of ${Object.keys(kinds).join(', ')}`)

const words = kind.classes.map(({ name, title }) => ({ name, title, group: 'kind' }))
await bundleRun(values.run, { ...JSON.parse(readFileSync(values.about, 'utf8')), words }, values.out)
