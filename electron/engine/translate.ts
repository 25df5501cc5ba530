import type { EngineContract } from '../contract/engine.ts'
import type { Handlers } from '../contract/server.ts'
import { TranslateThread } from './compute/translateThread.ts'
import { folderWith } from './models/folder.ts'
import { openTranslator } from './models/translator.ts'

/** The translation procedures. The network of the last model stays loaded, for the next picture. */
export function createTranslateHandlers({
  modelsFolders,
}: {
  modelsFolders: readonly [string, ...string[]]
}): Pick<Handlers<EngineContract>, 'translate.run'> {
  let loaded: TranslateThread | null = null

  return {
    async 'translate.run'({ model, picture, settings }, { signal, emit }) {
      const began = performance.now()
      // Read anew each time: a file that was exchanged is noticed.
      const translator = await openTranslator(await folderWith(model, modelsFolders), model)
      if (!loaded || loaded.ended || loaded.translator.sha256 !== translator.sha256) {
        loaded?.end()
        loaded = new TranslateThread(translator)
      }
      const pixels = await loaded.run(picture, settings, {
        signal,
        onProgress: (step, total) => emit({ kind: 'progress', step, total, secondsLeft: null }),
      })
      return { pixels, seconds: (performance.now() - began) / 1000 }
    },
  }
}
