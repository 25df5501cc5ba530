// Pure: where a ruler has its ticks. Nothing in this file reads a store.

export interface Tick {
  /** Document pixels. */
  readonly value: number
  /** CSS pixels along the ruler. */
  readonly at: number
  /** 2: with a number; 1: the half or fifth of that; 0: the finest. */
  readonly rank: 0 | 1 | 2
}

/** The least distance, in CSS pixels, between numbers and between ticks. */
const NUMBER_GAP = 64
const TICK_GAP = 5

/** The smallest 1, 2 or 5 times a power of ten whose ticks with numbers are far enough apart; at least a pixel. */
export function numberStep(zoom: number): number {
  const min = NUMBER_GAP / zoom
  const power = 10 ** Math.floor(Math.log10(min))
  const factor = [1, 2, 5, 10].find((step) => step * power >= min * (1 - 1e-9))!
  return Math.max(1, factor * power)
}

/** How many parts the step between numbers has: whole pixels, and not too dense. */
function parts(step: number, zoom: number): number {
  return [10, 5, 2, 1].find((count) => Number.isInteger(step / count) && (step / count) * zoom >= TICK_GAP)!
}

/** The ticks along a ruler of `length` CSS pixels; `pan` is where the document's origin lies on it. */
export function rulerTicks(zoom: number, pan: number, length: number): Tick[] {
  const step = numberStep(zoom)
  const count = parts(step, zoom)
  const fine = step / count
  const half = count % 2 === 0 ? count / 2 : 0
  const first = Math.floor((0 - pan) / zoom / fine)
  const last = Math.ceil((length - pan) / zoom / fine)
  const ticks: Tick[] = []
  for (let index = first; index <= last; index++) {
    const within = ((index % count) + count) % count
    const rank = within === 0 ? 2 : within === half ? 1 : 0
    ticks.push({ value: index * fine, at: index * fine * zoom + pan, rank })
  }
  return ticks
}
