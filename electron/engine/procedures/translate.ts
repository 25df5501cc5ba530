import type { EngineContract } from '../../contract/engine.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { type TranslateOptions, TranslateThread } from '../compute/translateThread.ts'
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

    async 'translate.batch'(input, context) {
      // A thread of its own: pictures that are drawn on meanwhile do not wait for it.
      const thread = new TranslateThread(await open(input.model), await place(input.model))
      try {
        return await translateBatch(input, thread.run.bind(thread), context)
      } finally {
        thread.end()
      }
    },
  }
}

const toldTo = ({ signal, emit }: CallContext): TranslateOptions => ({
  signal,
  transfer: true,
  onProgress: (step, total) => emit({ kind: 'progress', step, total, secondsLeft: null }),
  onNotice: (said) => emit({ kind: 'notice', text: said }),
})
