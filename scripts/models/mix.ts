import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openOnProcessor } from '../../electron/graph/testing/runtime.fixture.ts'
import { checkedOptions } from '../../electron/train/game/recipe.ts'
import { recipeNamed } from '../../electron/train/games/index.ts'
import { checkpointFile, decodeCheckpoint, encodeCheckpoint } from '../../electron/train/run/checkpoint.ts'
import { RECALIBRATION, recalibrate } from '../../electron/train/run/recalibrate.ts'
import { averageOf } from '../../electron/train/step/stepWeights.ts'
import { Trainer } from '../../electron/train/step/trainer.ts'

/*
 * Mixes the averaged weights of two runs that part from one (Wang et al. 2018, ESRGAN, section 3.4): of one that went on by a
 * distance alone and of one that a critic joined, which has less noise than the one and more detail than the other; or of a run
 * and of what it became on other pictures, which keeps more of what it knew. Running statistics, where there are some, are
 * gathered anew, on the pictures of the second run.
 *
 *   node scripts/run.mjs scripts/models/mix.ts --run DIR --other DIR --share 0.5 --out DIR
 *
 * `--share` is how much the other run counts. The new folder holds a checkpoint, for bundle.ts and not to go on with.
 */

const { values } = parseArgs({
  options: {
    run: { type: 'string' },
    other: { type: 'string' },
    share: { type: 'string', default: '0.5' },
    out: { type: 'string' },
  },
})
if (!values.run || !values.other || !values.out)
  throw new Error('--run, --other and --out are needed; see the head of this script')
const share = Number(values.share)
if (!(share >= 0 && share <= 1)) throw new Error(`--share ${values.share} is not between 0 and 1`)

const checkpointOf = (run: string) => {
  const path = join(resolve(run), checkpointFile)
  return decodeCheckpoint(readFileSync(path), path)
}
const first = checkpointOf(values.run)
const checkpoint = checkpointOf(values.other)
for (const [name, { data }] of checkpoint.tensors) {
  const other = name.endsWith(averageOf('')) && first.tensors.get(name)
  if (other)
    for (const [at, value] of other.data.entries()) data[at] = share * data[at]! + (1 - share) * value
}

const { recipe: name, settings, options } = checkpoint
const tensors = new Map(checkpoint.tensors)
const recipe = recipeNamed(name)
const chosen = checkedOptions(recipe, options)
const data = await recipe.open(settings, chosen)
const training = await recipe.prepare(settings, chosen, data, { tensors, resumed: true })
if (training.recalibrate) {
  const trainer = new Trainer({ seed: settings.seed, total: settings.steps, open: openOnProcessor() })
  for (const [tensor, held] of tensors) trainer.tensors.load(tensor, held)
  await recalibrate(trainer, data.source, training.recalibrate, settings.batch, RECALIBRATION.thoroughly)
  for (const tensor of trainer.tensors.names) tensors.set(tensor, trainer.tensors.get(tensor))
  await trainer.release()
}
await data.source.close?.()

mkdirSync(values.out, { recursive: true })
writeFileSync(join(values.out, checkpointFile), Buffer.concat(encodeCheckpoint({ ...checkpoint, tensors })))
