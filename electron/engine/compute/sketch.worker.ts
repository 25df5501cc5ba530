import { workerData } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { SketchCandidates } from '../../contract/sketchCandidates.ts'
import { type Text, text } from '../../contract/text.ts'
import { average, Directions, fromTo, shownOne, wander } from '../../tools/sketch/explore.ts'
import { project } from '../../tools/sketch/photo/project.ts'
import { transfer } from '../../tools/sketch/photo/transfer.ts'
import { strip } from '../../tools/sketch/pictures.ts'
import { sample } from '../../tools/sketch/sample.ts'
import { Sketching } from '../../tools/sketch/sketching.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import type { SketchData, SketchKind } from './sketchMessages.ts'

/* The thread of one session of a generator. It hears between steps that it is to stop. */

/** Milliseconds between two looks at the candidates: as often as they can be followed, and seldom enough to cost little. */
const LOOK_EVERY = 80

const { generator, threads, place } = workerData as SketchData
const open = openerAt(place, (said) => tell({ kind: 'notice', text: said }), { threads })
const directions = new Directions()
let current: Sketching | null = null

function sketching(): Sketching {
  if (!current) throw new GanvasError('internal', 'Something was asked of a sketch before it was started.')
  return current
}

const { tell } = serveOrders<SketchKind>({
  async start(options) {
    current = await Sketching.start(generator, open, options).catch((thrown) => {
      if (thrown instanceof GanvasError && thrown.code !== 'invalid-input') throw thrown
      const said = thrown instanceof Error ? thrown.message : String(thrown)
      throw new GanvasError('unreadable-file', text('sketch.wrongGenerator', { model: generator.id, said }))
    })
    return current.info()
  },

  update: (update, signal) => sketching().update(update, watcher(signal)),

  async fix({ at }) {
    await sketching().fix(at)
    return sketching().found()
  },

  async restart({ seed }) {
    await sketching().restart(seed)
    return sketching().found()
  },

  async take({ candidate, point }) {
    await sketching().take(candidate, point)
    return sketching().found()
  },

  async picture({ at, detail }) {
    const point = sketching().pointOf(at)
    return detail ? { pixels: await sketching().kept(point), point } : shownOne(sketching(), point)
  },

  between: ({ from, to, frames, way }) => fromTo(sketching(), from, to, frames, way),

  walk: ({ from, ...options }) => wander(sketching(), from, options),

  directions: async () => ({ shares: (await directions.of(sketching())).map(({ share }) => share) }),

  move: async ({ at, amounts }) => shownOne(sketching(), await directions.move(sketching(), at, amounts)),

  sample: (options) => sample(generator, open, options),

  async project({ photo, ...options }, signal) {
    const { breathe, due, preview } = watcher(signal)
    const found = await project(generator, open, photo, {
      ...options,
      async onStep(step, total, picture) {
        tell({ kind: 'progress', step, total })
        if (due()) preview(strip(generator, [picture()]))
        await breathe()
      },
    })
    const { point, picture, errors, explained, foreign } = found
    if (foreign)
      tell({
        kind: 'notice',
        text: text('sketch.foreign', { model: generator.id, share: Math.round(100 * explained) }),
      })
    return { point, pixels: strip(generator, [picture]), errors, explained, foreign }
  },

  transfer({ photo, ...options }, signal) {
    const { breathe } = watcher(signal)
    return transfer(generator, open, photo, {
      ...options,
      async onProgress(step, total) {
        tell({ kind: 'progress', step, total })
        await breathe()
      },
    })
  },

  average: () => ({ pixels: strip(generator, [average(sketching())]) }),
})

/** Stops what is cancelled, and shows no more than can be followed. */
function watcher(signal: AbortSignal) {
  let shownAt = Number.NEGATIVE_INFINITY
  const showing = (event: SketchKind['event']) => {
    tell(event)
    shownAt = performance.now()
  }
  return {
    async breathe() {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
    due: () => performance.now() - shownAt >= LOOK_EVERY,
    show: (found: SketchCandidates) => showing({ kind: 'candidates', found }),
    preview: (pixels: Pixels) => showing({ kind: 'preview', pixels }),
    notice: (said: Text) => tell({ kind: 'notice', text: said }),
  }
}
