import { createStore } from 'zustand/vanilla'
import type { SketchHandle } from '../../../electron/contract/document/index.ts'

/** The handle that is being pulled, for whoever draws it. */
export const pulled = createStore<{ handle: SketchHandle | null }>(() => ({ handle: null }))
