import type { TranslateSettings } from '../../../../electron/contract/document/index.ts'
import type { Translator } from '../state.ts'

/** Shorter sides, in pixels, of what is sent and comes back: the last is enough to judge a picture by. */
const SIDES = [128, 192, 256, 384]
/** Milliseconds for one translation: a hand that draws feels more, and does not see a better picture below. */
const SLOW = 120
const QUICK = 45

/**
 * The size at which a drawing is translated while it is drawn: as large as the machine does at once. The network sees
 * it at its own size in any case.
 */
export class Pace {
  #step = SIDES.length - 1

  side({ translation }: Translator, { side }: TranslateSettings): number {
    return Math.max(SIDES[this.#step]!, side ?? translation.side)
  }

  /** @param milliseconds that a translation took */
  took(milliseconds: number): void {
    if (milliseconds > SLOW) this.#step = Math.max(0, this.#step - 1)
    else if (milliseconds < QUICK) this.#step = Math.min(SIDES.length - 1, this.#step + 1)
  }
}

/** The shorter side, in pixels, where no pen waits for the result. */
export const idleSide = (translator: Translator, settings: TranslateSettings): number =>
  new Pace().side(translator, settings)
