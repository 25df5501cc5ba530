import { toPlainError } from '../../contract/errors.ts'
import { recipeNamed } from '../../train/games/index.ts'
import { train } from '../../train/run/train.ts'
import { DataThread } from '../compute/dataThread.ts'
import { openerAt } from '../sessions/inThread.ts'
import type { MeasureAnswer, MeasureOrder } from './estimate.ts'

/*
 * The program of a throw-away process: carries out the first steps of a training, writes nothing that stays, and says
 * how long each took and how much memory the process came to use. The first step also prepares the program, so it is
 * not counted.
 */

/** Enough steps were measured after these seconds, but for the least of them. */
const ENOUGH_SECONDS = 5
const MIN_STEPS = 4
const MAX_STEPS = 40

async function measure({
  recipe: name,
  settings,
  options,
  threads,
  place,
  foreign,
  out,
}: MeasureOrder): Promise<MeasureAnswer> {
  const idle = process.memoryUsage().rss
  const recipe = recipeNamed(name)
  const enough = new AbortController()
  const seconds: number[] = []
  let last = Number.NaN
  let begun = Number.NaN
  await train({
    recipe,
    settings,
    options,
    ...(foreign && { foreign }),
    openSource: (complete, chosen) => new DataThread({ recipe: name, settings: complete, options: chosen }),
    out,
    resume: false,
    files: { read: async () => null, write: async () => {} },
    open: openerAt(place, () => {}, { threads, training: true }),
    signal: enough.signal,
    onEvent(event) {
      if (event.kind !== 'progress') return
      const now = performance.now() / 1000
      if (Number.isNaN(begun)) begun = now
      else seconds.push(now - last)
      last = now
      if (seconds.length >= MIN_STEPS && (now - begun > ENOUGH_SECONDS || seconds.length >= MAX_STEPS))
        enough.abort()
    },
    checkpointEvery: Number.MAX_SAFE_INTEGER,
    sampleEvery: Number.MAX_SAFE_INTEGER,
  })
  // In kibibytes on every system.
  return { seconds, memoryBytes: Math.max(0, process.resourceUsage().maxRSS * 1024 - idle) }
}

// Nobody is left to answer: an engine that was killed cannot end it.
process.once('disconnect', () => process.exit())

process.once('message', (order: MeasureOrder) => {
  measure(order).then(
    (answer) => process.send?.(answer),
    (thrown) => process.send?.({ error: toPlainError(thrown) }),
  )
})
