import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { understand } from '../../tools/sketch/words.ts'
import type { SketchKind } from '../compute/sketchMessages.ts'
import { folderWith } from '../models/folder.ts'
import type { ModelFolders } from '../models/folders.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { openGenerator } from '../sketch/generator.ts'
import { importGenerator, tryGenerator } from '../sketch/importGenerator.ts'
import { SketchSessions, sketchThread } from '../sketch/sessions.ts'
import type { CallOptions, Thread } from '../threads/thread.ts'

type SketchProcedure = Extract<keyof EngineContract, `sketch.${string}`>

/** The procedures of Sketch. Each sketch has a thread of its own, which answers in the order it is asked. */
export function createSketchHandlers({
  folders,
  place,
}: {
  folders: Pick<ModelFolders, 'all' | 'own' | 'bundled'>
  place: ChoosePlace
}): Pick<Handlers<EngineContract>, SketchProcedure> {
  const sessions = new SketchSessions()
  const open = async (model: string) => openGenerator(await folderWith(model, folders.all), model)

  /** What changes candidates stops the search of them first. */
  const changing = (id: string) => {
    const session = sessions.get(id)
    session.interrupt()
    return session.thread
  }

  /** Work with a photo has a thread of its own: whoever draws meanwhile does not wait for it. */
  async function alone<T>(model: string, work: (thread: Thread<SketchKind>) => Promise<T>): Promise<T> {
    const thread = sketchThread(await open(model), await place(model))
    try {
      return await work(thread)
    } finally {
      thread.close()
    }
  }

  return {
    async 'sketch.open'({ model, candidates, seed, words, from }, context) {
      const thread = sketchThread(await open(model), await place(model))
      try {
        const info = await thread.call('start', { candidates, seed, words, from }, toldTo(context))
        return { ...info, session: sessions.add(thread) }
      } catch (thrown) {
        thread.close()
        throw thrown
      }
    },

    async 'sketch.update'({ session, ...update }, context) {
      const sketch = sessions.get(session)
      const signal = sketch.begin(context.signal)
      return sketch.thread.call('update', update, { ...toldTo(context), signal })
    },

    'sketch.fix': ({ session, at }) => changing(session).call('fix', { at }),
    'sketch.restart': ({ session, seed }) => changing(session).call('restart', { seed }),
    'sketch.take': ({ session, ...taken }) => changing(session).call('take', taken),
    'sketch.picture': ({ session, ...shown }) => sessions.get(session).thread.call('picture', shown),
    'sketch.between': ({ session, ...path }) => sessions.get(session).thread.call('between', path),
    'sketch.walk': ({ session, ...walk }) => sessions.get(session).thread.call('walk', walk),
    'sketch.directions': ({ session }) => sessions.get(session).thread.call('directions', {}),
    'sketch.move': ({ session, ...move }) => sessions.get(session).thread.call('move', move),
    'sketch.average': ({ session }) => sessions.get(session).thread.call('average', {}),

    'sketch.close'({ session }) {
      sessions.close(session)
      return {}
    },

    async 'sketch.sample'({ model, ...options }, context) {
      const generator = await open(model)
      const known = (generator.condition?.words ?? []).map(({ name }) => name)
      const unknown = Object.keys(options.words).find((word) => !known.includes(word))
      if (unknown !== undefined)
        throw new GanvasError(
          'invalid-input',
          known.length > 0
            ? text('sketch.noSuchWord', { model, word: unknown, known: known.join(', ') })
            : text('sketch.noWords', { model }),
        )
      const thread = sketchThread(generator, await place(model))
      try {
        return await thread.call('sample', options, toldTo(context))
      } finally {
        thread.close()
      }
    },

    async 'sketch.project'({ model, ...input }, context) {
      const began = performance.now()
      const found = await alone(model, (thread) => thread.call('project', input, handedOver(context)))
      return { ...found, seconds: (performance.now() - began) / 1000 }
    },

    async 'sketch.transfer'({ model, ...input }, context) {
      const began = performance.now()
      const edited = await alone(model, (thread) => thread.call('transfer', input, handedOver(context)))
      return { ...edited, seconds: (performance.now() - began) / 1000 }
    },

    'sketch.tryImport': (facts) => tryGenerator(facts, place),
    'sketch.import': (input) => importGenerator(input, { ...folders, place }),

    async 'sketch.words'({ model, text }) {
      const { condition } = await open(model)
      const { words, unknown } = understand(condition?.words ?? [], text)
      return { words, unknown: [...unknown] }
    },
  }
}

/** Where what a thread tells goes to: whoever called. */
const toldTo = ({ signal, emit }: CallContext): CallOptions<SketchKind> => ({
  signal,
  onEvent(event) {
    if (event.kind === 'progress') emit({ ...event, secondsLeft: null })
    else emit(event)
  },
})

/** The same, with a photo that is of no use to the caller any more. */
const handedOver = (context: CallContext): CallOptions<SketchKind> => ({ ...toldTo(context), transfer: true })
