import { createStore } from 'zustand/vanilla'
import {
  defaultSketchSettings,
  type SketchHandle,
  type SketchPoint,
  type SketchSettings,
  type SketchWords,
} from '../../../electron/contract/document/index.ts'
import type { Generation } from '../../../electron/contract/model/generation.ts'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import type { SketchCandidates } from '../../../electron/contract/sketchCandidates.ts'
import type { SketchFrames, SketchInfo } from '../../../electron/contract/tools/sketch.ts'

/** A model that draws pictures by itself. */
export type Generator = ModelManifest & { generation: Generation }

/** A picture of the generator, and what it takes to draw it again. */
export interface Drawn {
  pixels: Pixels
  point: SketchPoint
}

export interface SketchState {
  /** Chosen by the user; null: the first that is installed. */
  model: string | null
  settings: SketchSettings
  words: SketchWords
  seed: number
  /** The engine's session, while something is sketched. */
  info: SketchInfo | null
  /** The part of the document that the generator's picture fills, in its pixels. */
  rect: Rect | null
  found: SketchCandidates | null
  /** The candidate that is shown; it stays the same one while the order changes. */
  chosen: number
  /** Shown instead of a candidate: something between, beside or beyond them. */
  beyond: Drawn | null
  /** What others stay near. */
  fixed: Drawn | null
  /** Pictures to go through, from one result to another, and which of them is shown. */
  path: { frames: SketchFrames; at: number; playing: boolean } | null
  /** Amounts along the directions of largest change, in standard deviations. */
  moved: readonly number[]
  /** The result that these are counted from. */
  movedFrom: SketchPoint | null
  handles: readonly SketchHandle[]
  /** Whether the mean of the candidates is shown, to draw over. */
  shadow: Pixels | null
  searching: boolean
  /** The last notice or failure, in the user's language. */
  said: string
}

/** What a sketch begins with; model, settings and words outlast it. */
export const idle = {
  info: null,
  rect: null,
  found: null,
  chosen: 0,
  beyond: null,
  fixed: null,
  path: null,
  moved: [],
  movedFrom: null,
  handles: [],
  shadow: null,
  searching: false,
  said: '',
} satisfies Partial<SketchState>

export const sketchState = createStore<SketchState>(() => ({
  model: null,
  settings: defaultSketchSettings,
  words: {},
  seed: 1,
  ...idle,
}))

/** The generators that can be used, in the engine's order; null until it has said which. */
export const generators = (models: readonly ModelInfo[] | null): Generator[] | null =>
  models?.flatMap(({ manifest, problem }) =>
    manifest?.generation && problem === '' ? [{ ...manifest, generation: manifest.generation }] : [],
  ) ?? null

export const chosenGenerator = (
  available: readonly Generator[] | null,
  model: string | null,
): Generator | undefined => (model === null ? available?.[0] : available?.find(({ id }) => id === model))

export const setSettings = (change: Partial<SketchSettings>): void =>
  sketchState.setState(({ settings }) => ({ settings: { ...settings, ...change } }))
