import type { EngineContract } from '../contract/engine.ts'
import type { Handlers } from '../contract/server.ts'
import { inEnglish } from '../contract/text.ts'
import { TranslateThread } from './compute/translateThread.ts'
import { folderWith } from './models/folder.ts'
import { Translators } from './models/translator.ts'

/** The translation procedures. The network of the last model stays loaded, for the next picture. */
export function createTranslateHandlers({
  modelsFolders,
}: {
  modelsFolders: readonly [string, ...string[]]
}): Pick<Handlers<EngineContract>, 'translate.run'> {
  const translators = new Translators()
  let loaded: TranslateThread | null = null

  return {
    async 'translate.run'({ model, picture, settings }, { signal, emit }) {
      const began = performance.now()
      const translator = await translators.open(await folderWith(model, modelsFolders), model)
      if (!loaded || loaded.ended || loaded.translator.version !== translator.version) {
        loaded?.end()
        loaded = new TranslateThread(translator)
      }
      const pixels = await loaded.run(picture, settings, {
        signal,
        onProgress: (step, total) => emit({ kind: 'progress', step, total, secondsLeft: null }),
        onNotice: (said) => emit({ kind: 'notice', text: inEnglish(said), said }),
      })
      return { pixels, seconds: (performance.now() - began) / 1000 }
    },
  }
}
