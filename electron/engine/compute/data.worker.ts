import { parentPort, workerData } from 'node:worker_threads'
import { toPlainError } from '../../contract/errors.ts'
import type { Source } from '../../train/data/source.ts'
import { recipeNamed } from '../../train/recipes/index.ts'
import { checkedOptions } from '../../train/recipes/recipe.ts'
import type { BatchAnswer, BatchOrder, DataThreadData } from './dataThread.ts'

/* The thread that makes the batches of a training run; see DataThread. */

const { recipe: name, settings, options } = workerData as DataThreadData

async function open(): Promise<Source> {
  const recipe = recipeNamed(name)
  return (await recipe.prepare(settings, checkedOptions(recipe, options))).source
}

const opened = open()
// What went wrong is said to whoever asks first.
opened.catch(() => {})
let told = 0
let last: Promise<void> = Promise.resolve()

async function answer({ index, size }: BatchOrder): Promise<void> {
  const found: BatchAnswer = await opened
    .then(async (source) => {
      const batch = await source.batch(index, size)
      const skipped = source.skipped.slice(told)
      told = source.skipped.length
      return { batch, skipped }
    })
    .catch((thrown) => ({ error: toPlainError(thrown), skipped: [] }))
  const moved = 'batch' in found ? Object.values(found.batch).map(({ buffer }) => buffer as ArrayBuffer) : []
  parentPort!.postMessage(found, [...new Set(moved)])
}

// One after the other, so that answers come in the order of the orders.
parentPort!.on('message', (order: BatchOrder) => {
  last = last.then(() => answer(order))
})
