import { availableParallelism } from 'node:os'
import type { Text } from '../../contract/text.ts'
import type { Shape } from '../../tools/font/make/shape.ts'
import type { Described, DrawnGlyph, FontKind, StyledFontData, WantedGlyph } from '../compute/fontMessages.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'

const MAX_THREADS = 4
/** Glyphs that a thread is given at a time; what else it is asked waits for them. */
const AT_A_TIME = 8

interface DrawOptions {
  signal: AbortSignal
  onProgress(step: number, total: number, secondsLeft: number): void
  /** Told once what a thread says, as all of them say the same. */
  onNotice(said: Text): void
  /** Waited for before the thread goes on. */
  onDrawn(drawn: DrawnGlyph[]): Promise<void>
}

/** Threads that have the same source open, and the same models. */
export class FontPool {
  readonly #threads: readonly Thread<FontKind>[]
  readonly #models: StyledFontData['models']
  #described: Promise<Described> | null = null

  constructor(data: StyledFontData, threads = Math.min(MAX_THREADS, availableParallelism())) {
    this.#models = data.models
    this.#threads = Array.from(
      { length: threads },
      () => new Thread<FontKind>(builtFile('font.worker.js'), data, { name: 'font thread' }),
    )
  }

  /**
   * Gets ready to draw in each style of the models, one after the other, so that whoever chooses one need not wait for that. What is
   * asked meanwhile waits for one style at most. Failures are left to whoever asks for the style.
   */
  async prepare(): Promise<void> {
    for (const { font } of this.#models)
      for (const { name: style } of font.styles) {
        const ready = this.#threads.map((thread) => thread.call('prepare', { script: font.script, style }))
        if ((await Promise.allSettled(ready)).some(({ status }) => status === 'rejected')) return
      }
  }

  /** For what one thread does alone. */
  get first(): Thread<FontKind> {
    return this.#threads[0]!
  }

  /** What the source says of itself. */
  described(): Promise<Described> {
    this.#described ??= this.first.call('describe', {})
    return this.#described
  }

  get ended(): boolean {
    return this.#threads.some(({ ended }) => ended)
  }

  /** Asks all threads at once, each for its own of some characters: always the same, which it may remember. */
  async share<T extends { character: number }, R>(
    items: readonly T[],
    work: (thread: Thread<FontKind>, part: T[]) => Promise<R[]>,
  ): Promise<R[]> {
    const parts = await Promise.all(
      this.#threads.map((thread, at) => {
        const part = items.filter(({ character }) => character % this.#threads.length === at)
        return part.length === 0 ? [] : work(thread, part)
      }),
    )
    return parts.flat()
  }

  /** Draws many glyphs, a few in each thread at a time. */
  async drawAll(
    wanted: readonly WantedGlyph[],
    shape: Shape,
    { signal, onProgress, onNotice, onDrawn }: DrawOptions,
  ): Promise<void> {
    const began = performance.now()
    const stop = new AbortController()
    const either = AbortSignal.any([signal, stop.signal])
    let [next, done] = [0, 0]
    const told = new Set<string>()
    const onEvent = (said: Text) => {
      const before = told.size
      if (told.add(JSON.stringify(said)).size > before) onNotice(said)
    }
    const work = async (thread: Thread<FontKind>) => {
      while (next < wanted.length) {
        const part = wanted.slice(next, next + AT_A_TIME)
        next += part.length
        await onDrawn(await thread.call('draw', { wanted: part, shape }, { signal: either, onEvent }))
        done += part.length
        onProgress(done, wanted.length, ((performance.now() - began) / 1000 / done) * (wanted.length - done))
      }
    }
    try {
      await Promise.all(this.#threads.map(work))
    } finally {
      stop.abort()
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()))
  }
}
