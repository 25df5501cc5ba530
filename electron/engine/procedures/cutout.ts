import { randomUUID } from 'node:crypto'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import type { CutOutKind } from '../compute/cutOutMessages.ts'
import { Newest } from '../newest.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'

type CutOutHandlers = Pick<
  Handlers<EngineContract>,
  'cutout.open' | 'cutout.select' | 'cutout.close' | 'cutout.refine'
>

/** Pages that cut at once; a page that was closed without saying so loses its picture to a newer one. */
const MAX_SESSIONS = 2

interface Session {
  readonly thread: Thread<CutOutKind>
  readonly newest: Newest
  readonly width: number
  readonly height: number
}

const startThread = () =>
  new Thread<CutOutKind>(builtFile('cutOut.worker.js'), null, { name: 'cut-out thread' })

/** The cut-out procedures. Each picture has a thread of its own, which holds it. */
export function createCutOutHandlers(): CutOutHandlers {
  const sessions = new Map<string, Session>()

  function close(id: string): void {
    const session = sessions.get(id)
    sessions.delete(id)
    session?.newest.close()
    void session?.thread.end()
  }

  return {
    async 'cutout.open'({ picture }) {
      const { width, height } = picture
      const thread = startThread()
      await thread.call('load', picture, { transfer: true })
      const session = randomUUID()
      sessions.set(session, { thread, newest: new Newest(), width, height })
      for (const oldest of [...sessions.keys()].slice(0, -MAX_SESSIONS)) close(oldest)
      return { session }
    },

    async 'cutout.select'({ session: id, hints, draft }) {
      const session = sessions.get(id)
      if (!session) throw new GanvasError('not-found', text('cutout.closed', { session: id }))
      if (hints.start) requireMask(hints.start, session)
      return session.newest.do(async () => {
        const began = performance.now()
        const { mask, rect } = await session.thread.call('select', { hints, draft })
        return { mask, rect, milliseconds: performance.now() - began }
      })
    },

    'cutout.close'({ session }) {
      close(session)
      return {}
    },

    async 'cutout.refine'({ picture, mask, settings }, { signal }) {
      requireMask(mask, picture)
      if (mask.data.every((value) => value === 0))
        throw new GanvasError('invalid-input', text('cutout.empty'))
      const began = performance.now()
      // The thread hears nothing while it computes: to stop it is to end it.
      const thread = startThread()
      const stop = () => void thread.end(new GanvasError('cancelled', 'The job was cancelled.'))
      signal.addEventListener('abort', stop, { once: true })
      try {
        const refined = await thread.call('refine', { picture, mask, settings }, { transfer: true })
        return { ...refined, seconds: (performance.now() - began) / 1000 }
      } finally {
        signal.removeEventListener('abort', stop)
        void thread.end()
      }
    },
  }
}

/** @throws GanvasError `invalid-input` for a mask of another size than the picture */
function requireMask(mask: Pixels, { width, height }: { width: number; height: number }): void {
  if (mask.width === width && mask.height === height && mask.channels === 1) return
  const values = { mask: `${mask.width}x${mask.height}`, picture: `${width}x${height}` }
  throw new GanvasError('invalid-input', text('cutout.sizes', values))
}
