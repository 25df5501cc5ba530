/** Marks the element that keys are for when nothing else wants them: `data-resting-focus`. */
const RESTING = '[data-resting-focus]'

/** Where the focus goes when what had it is done, as after a choice from a menu; true: wherever it came from. */
export const restingFocus = (): HTMLElement | true => document.querySelector<HTMLElement>(RESTING) ?? true
