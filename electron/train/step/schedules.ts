/** Learning rate at a step, counted from 0, of a run of `total` steps. */
export type Schedule = (step: number, total: number) => number

export const constantRate =
  (rate: number): Schedule =>
  () =>
    rate

/** Constant at first, then down to zero in equal steps: CycleGAN's 100 + 100 epochs with `from` = 0.5. */
export const linearDecay =
  (rate: number, from = 0.5): Schedule =>
  (step, total) => {
    const start = from * total
    return step < start ? rate : rate * Math.max(0, 1 - (step - start) / Math.max(1, total - start))
  }

/** Half a cosine from `rate` down to `floor`. */
export const cosine =
  (rate: number, floor = 0): Schedule =>
  (step, total) =>
    floor + (rate - floor) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / Math.max(1, total))))

/** Multiplied by `factor` after every `every` steps, but never below `floor`. */
export const stepDecay =
  (rate: number, every: number, factor = 0.5, floor = 0): Schedule =>
  (step) =>
    Math.max(floor, rate * factor ** Math.floor(step / every))
