import { randomUUID } from 'node:crypto'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/server.ts'
import { type Text, text } from '../../contract/text.ts'
import { withPhotoAlpha } from '../blend/alpha.ts'
import { BlendGuesses, usesNetwork } from '../blend/guesses.ts'
import { PreviewSession } from '../blend/preview.ts'
import { BlendThreads } from '../compute/blendThreads.ts'
import type { ChoosePlace } from '../sessions/place.ts'

type BlendHandlers = Pick<
  Handlers<EngineContract>,
  'blend.run' | 'blend.preview.open' | 'blend.preview.update' | 'blend.preview.close'
>

/** Idle threads keep their memory only up to this; WebAssembly memory grows and never shrinks. */
const IDLE_BYTES = 256 * 2 ** 20
/** Pages that preview at once; a page that was closed without saying so loses its session to a newer one. */
const MAX_SESSIONS = 2

export interface BlendDeps {
  /** Where the bundled models lie. */
  modelsFolder: string
  place: ChoosePlace
}

/** The blend procedures. All computing happens in worker threads, so the engine handles a cancel at once. */
export function createBlendHandlers({ modelsFolder, place }: BlendDeps): BlendHandlers {
  /** Notices about the device that wait for the next job: a preview has no events to send them by. */
  const untold: Text[] = []
  const guesses = new BlendGuesses(modelsFolder, place, (said) => untold.push(said))
  const sessions = new Map<string, PreviewSession>()
  let threads: BlendThreads | null = null

  function closeSession(id: string): void {
    sessions.get(id)?.close()
    sessions.delete(id)
  }

  return {
    async 'blend.run'({ background, source, mask, transform, settings, whole }, { signal, emit }) {
      const began = performance.now()
      if (!threads || threads.ended) threads = await BlendThreads.start()
      const running = threads
      try {
        await running.call(
          'load',
          {
            scene: { background, source, mask },
            use: { previews: true, network: usesNetwork(settings) },
          },
          { signal, transfer: true },
        )
        const guess = await guesses.of(running, transform, settings, signal)
        for (const said of untold.splice(0)) emit({ kind: 'notice', text: said })
        const blended = await running.call(
          'blend',
          { transform, settings, guess, whole },
          {
            signal,
            onEvent(event) {
              if (event.kind === 'preview') return emit(event)
              const { done, total, secondsLeft } = event
              emit({ kind: 'progress', step: done, total, secondsLeft })
            },
          },
        )
        if (!blended)
          throw new GanvasError(
            'invalid-input',
            text('blend.outside', { width: background.width, height: background.height }),
            { transform },
          )
        const scene = { background, source, mask, transform }
        const pixels = await withPhotoAlpha(blended.pixels, blended.rect, scene, signal)
        return { rect: blended.rect, pixels, seconds: (performance.now() - began) / 1000 }
      } finally {
        if (running.memoryBytes > IDLE_BYTES) {
          running.end()
          threads = null
        }
      }
    },

    async 'blend.preview.open'(scene) {
      const session = randomUUID()
      const opened = await PreviewSession.open(scene, guesses)
      sessions.set(session, opened)
      for (const oldest of [...sessions.keys()].slice(0, -MAX_SESSIONS)) closeSession(oldest)
      return { session }
    },

    'blend.preview.update'({ session, ...update }) {
      const opened = sessions.get(session)
      if (!opened) throw new GanvasError('not-found', text('blend.previewClosed', { session }))
      return opened.update(update)
    },

    'blend.preview.close'({ session }) {
      closeSession(session)
      return {}
    },
  }
}
