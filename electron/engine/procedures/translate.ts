import { availableParallelism } from 'node:os'
import type { EngineContract } from '../../contract/engine.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { type TranslateOptions, TranslateThread, threadsOf } from '../compute/translateThread.ts'
import { folderWith } from '../models/folder.ts'
import { Translators } from '../models/translators.ts'
import { type ChoosePlace, samePlace } from '../sessions/place.ts'
import { translateBatch } from '../translate/batch.ts'

type TranslateHandlers = Pick<
  Handlers<EngineContract>,
  'translate.run' | 'translate.prepare' | 'translate.batch'
>

/** The translation procedures. The network of the last model stays loaded, for the next picture. */
export function createTranslateHandlers({
  modelsFolders,
  place,
}: {
  modelsFolders: readonly [string, ...string[]]
  place: ChoosePlace
}): TranslateHandlers {
  const translators = new Translators()
  let loaded: TranslateThread | null = null

  const open = async (model: string) => translators.open(await folderWith(model, modelsFolders), model)

  async function threadOf(model: string): Promise<TranslateThread> {
    const translator = await open(model)
    const at = await place(model)
    const same = loaded?.translator.version === translator.version && samePlace(loaded.place, at)
    if (loaded && !loaded.ended && same) return loaded
    loaded?.end()
    loaded = new TranslateThread(translator, at)
    return loaded
  }

  return {
    async 'translate.run'({ model, picture, settings, hints }, context) {
      const began = performance.now()
      const pixels = await (await threadOf(model)).run(picture, settings, { ...toldTo(context), hints })
      return { pixels, seconds: (performance.now() - began) / 1000 }
    },

    async 'translate.prepare'({ model, picture, settings }, context) {
      return { pixels: await (await threadOf(model)).prepare(picture, settings, toldTo(context)) }
    },

    async 'translate.batch'({ model, parallel, ...input }, context) {
      const [translator, at] = [await open(model), await place(model)]
      const { servers = [] } = at
      const atOnce = parallel ?? Math.max(1, PER_SERVER * servers.length)
      // While servers compute, a thread has other pictures to prepare and to finish; more than there are processors gain nothing.
      const count = servers.length > 0 ? Math.min(atOnce, availableParallelism()) : atOnce
      // Threads of its own: pictures that are drawn on meanwhile do not wait for it. Each begins with another server.
      const threads = Array.from(
        { length: count },
        (_, k) =>
          new TranslateThread(
            translator,
            { ...at, servers: rotated(servers, k) },
            { threads: threadsOf(count), atOnce: Math.ceil(atOnce / count) },
          ),
      )
      const translators = Array.from({ length: atOnce }, (_, k) => threads[k % count]!)
      try {
        return await translateBatch(
          input,
          translators.map((thread) => thread.run.bind(thread)),
          context,
        )
      } finally {
        for (const thread of threads) thread.end()
      }
    },
  }
}

/** Pictures under way for each server: one is computed while the next one is prepared here. */
const PER_SERVER = 2

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = items.length > 0 ? by % items.length : 0
  return [...items.slice(at), ...items.slice(0, at)]
}

const toldTo = ({ signal, emit }: CallContext): TranslateOptions => ({
  signal,
  transfer: true,
  onProgress: (step, total) => emit({ kind: 'progress', step, total, secondsLeft: null }),
  onNotice: (said) => emit({ kind: 'notice', text: said }),
})
