import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels, Rect } from '../../contract/pixels.ts'
import type { Guess } from '../../tools/blend/plan.ts'
import type { ScenePixels } from '../../tools/blend/scene.ts'
import { BlendThreads } from '../compute/blendThreads.ts'
import { Newest } from '../newest.ts'
import { type BlendGuesses, guesses as usesGuess } from './guesses.ts'

interface Update {
  transform: Transform
  settings: BlendSettings
  draft?: boolean | undefined
}

export interface PreviewFrame {
  pixels: Pixels
  rect: Rect
  milliseconds: number
}

/**
 * A scene at view resolution that waits for positions of its object. While one is computed, of those that
 * arrive only the newest is kept; the others are answered `cancelled`.
 */
export class PreviewSession {
  readonly #threads: BlendThreads
  readonly #guesses: BlendGuesses
  /** The photo's first pixel, which stands for "nothing changed". */
  readonly #corner: Pixels
  /** The network's answer for the last place of the object: other settings may ask for it again. */
  #guessed: { place: string; guess: Guess } | null = null
  readonly #newest = new Newest()

  static async open(scene: ScenePixels, guesses: BlendGuesses): Promise<PreviewSession> {
    const threads = await BlendThreads.start()
    const data = scene.background.data.slice(0, 3)
    try {
      await threads.call('load', { scene, use: { previews: false, network: true } }, { transfer: true })
    } catch (error) {
      threads.end()
      throw error
    }
    return new PreviewSession(threads, guesses, { width: 1, height: 1, channels: 3, data })
  }

  private constructor(threads: BlendThreads, guesses: BlendGuesses, corner: Pixels) {
    this.#threads = threads
    this.#guesses = guesses
    this.#corner = corner
  }

  /** @throws GanvasError `cancelled` when a newer update, or {@link close}, came before its turn */
  update(update: Update): Promise<PreviewFrame> {
    return this.#newest.do(async () => {
      const began = performance.now()
      const guess = await this.#guess(update)
      const blended = await this.#threads.call('blend', { ...update, guess, whole: false })
      const milliseconds = performance.now() - began
      const { pixels, rect } = blended ?? { pixels: this.#corner, rect: { x: 0, y: 0, width: 1, height: 1 } }
      return { pixels, rect, milliseconds }
    })
  }

  async #guess({ transform, settings }: Update): Promise<Guess> {
    if (!usesGuess(settings)) return {}
    const place = JSON.stringify([transform, settings.method])
    if (this.#guessed?.place !== place)
      this.#guessed = { place, guess: await this.#guesses.of(this.#threads, transform, settings) }
    return this.#guessed.guess
  }

  close(): void {
    this.#newest.close()
    this.#threads.end()
  }
}
