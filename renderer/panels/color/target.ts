import { createStore } from 'zustand/vanilla'

export type ColorTarget = 'foreground' | 'background'

/** Which of the two colours the panel edits. */
export const colorTarget = createStore<{ target: ColorTarget }>(() => ({ target: 'foreground' }))
