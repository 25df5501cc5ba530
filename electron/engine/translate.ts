import type { EngineContract } from '../contract/engine.ts'
import type { CallContext, Handlers } from '../contract/server.ts'
import { inEnglish } from '../contract/text.ts'
import { type TranslateOptions, TranslateThread } from './compute/translateThread.ts'
import { folderWith } from './models/folder.ts'
import { Translators } from './models/translator.ts'

type TranslateHandlers = Pick<Handlers<EngineContract>, 'translate.run' | 'translate.prepare'>

/** The translation procedures. The network of the last model stays loaded, for the next picture. */
export function createTranslateHandlers({
  modelsFolders,
}: {
  modelsFolders: readonly [string, ...string[]]
}): TranslateHandlers {
  const translators = new Translators()
  let loaded: TranslateThread | null = null

  async function threadOf(model: string): Promise<TranslateThread> {
    const translator = await translators.open(await folderWith(model, modelsFolders), model)
    if (loaded && !loaded.ended && loaded.translator.version === translator.version) return loaded
    loaded?.end()
    loaded = new TranslateThread(translator)
    return loaded
  }

  return {
    async 'translate.run'({ model, picture, settings }, context) {
      const began = performance.now()
      const pixels = await (await threadOf(model)).run(picture, settings, toldTo(context))
      return { pixels, seconds: (performance.now() - began) / 1000 }
    },

    async 'translate.prepare'({ model, picture, settings }, context) {
      return { pixels: await (await threadOf(model)).prepare(picture, settings, toldTo(context)) }
    },
  }
}

const toldTo = ({ signal, emit }: CallContext): TranslateOptions => ({
  signal,
  onProgress: (step, total) => emit({ kind: 'progress', step, total, secondsLeft: null }),
  onNotice: (said) => emit({ kind: 'notice', text: inEnglish(said), said }),
})
