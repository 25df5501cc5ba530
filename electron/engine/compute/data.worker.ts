import { workerData } from 'node:worker_threads'
import type { Source } from '../../train/data/source.ts'
import { checkedOptions } from '../../train/game/recipe.ts'
import { recipeNamed } from '../../train/games/index.ts'
import { serveOrders } from '../threads/serve.ts'
import type { DataKind, DataThreadData } from './dataThread.ts'

/* The thread that makes the batches of a training run; see DataThread. */

const { recipe: name, settings, options } = workerData as DataThreadData

async function open(): Promise<Source> {
  const recipe = recipeNamed(name)
  return (await recipe.open(settings, checkedOptions(recipe, options))).source
}

const opened = open()
// A failure is reported to the first order.
opened.catch(() => {})
let told = 0

const { tell } = serveOrders<DataKind>({
  async batch({ index, size }) {
    const source = await opened
    const batch = await source.batch(index, size)
    if (source.skipped.length > told) tell(source.skipped.slice(told))
    told = source.skipped.length
    return batch
  },
})
