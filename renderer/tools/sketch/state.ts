import { createStore } from 'zustand/vanilla'
import {
  defaultSketchSettings,
  type LayerId,
  type SketchHandle,
  type SketchPhoto,
  type SketchPoint,
  type SketchSettings,
  type SketchWords,
} from '../../../electron/contract/document/index.ts'
import type { Generation } from '../../../electron/contract/model/generation.ts'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import type { SketchCandidates } from '../../../electron/contract/sketchCandidates.ts'
import type { SketchFrames, SketchInfo } from '../../../electron/contract/tools/sketch.ts'
import type { Place } from './place.ts'

/** A model that draws pictures by itself. */
export type Generator = ModelManifest & { generation: Generation }

/** A picture of the generator, and what it takes to draw it again. */
export interface Drawn {
  pixels: Pixels
  point: SketchPoint
}

/** A photo that is edited by way of its reconstruction. */
export interface PhotoEdit extends SketchPhoto {
  layer: LayerId
  /** The region, small, and what the generator's nearest picture makes of it. */
  pixels: Pixels
  reconstruction: Drawn
  /**
   * Where the edit may show, of the photo's size, 1 channel, as sketches from before layers had masks keep it in their recipe; null:
   * wherever the layer shows.
   */
  mask: Pixels | null
  /** Whether the canvas shows the edited photo once a search has come to its end, and not the generator's picture. */
  shown: boolean
  /** The region as the present result leaves it, small; null while that is not known. */
  edited: Pixels | null
}

/** What a drag on the generator's picture brings elsewhere. */
export type Drags = 'handles' | 'patches'

export interface SketchState {
  /** Chosen by the user; null: the first that is installed. */
  model: string | null
  settings: SketchSettings
  words: SketchWords
  seed: number
  /** The engine's session, while something is sketched. */
  info: SketchInfo | null
  /** Where in the document the generator's picture lies. */
  place: Place | null
  /** Null where nothing but the generator's own pictures is drawn on. */
  photo: PhotoEdit | null
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
  drags: Drags
  /** The side of patches, in shares of the picture's shorter side. */
  patchSide: number
  /** Whether the mean of the candidates is shown, to draw over. */
  shadow: Pixels | null
  searching: boolean
  /** The last notice or failure, in the user's language. */
  said: string
  /** Of the last text, the words that the generator does not know: they are told until another text is said. */
  unknown: readonly string[]
}

/** What a sketch begins with; model, settings, words, what drags do and the size of patches outlast it. */
export const idle = {
  info: null,
  place: null,
  photo: null,
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
  unknown: [],
} satisfies Partial<SketchState>

export const sketchState = createStore<SketchState>(() => ({
  model: null,
  settings: defaultSketchSettings,
  words: {},
  seed: 1,
  drags: 'handles',
  patchSide: 0.375,
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

/** Sides of patches: a button, and half of a picture. */
export const PATCH_SIDES = [0.1, 0.6] as const

export const setPatchSide = (side: number): void =>
  sketchState.setState({ patchSide: Math.max(PATCH_SIDES[0], Math.min(PATCH_SIDES[1], side)) })

export const setPhoto = (change: Partial<PhotoEdit>): void =>
  sketchState.setState(({ photo }) => ({ photo: photo && { ...photo, ...change } }))
