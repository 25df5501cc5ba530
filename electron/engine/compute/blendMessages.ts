import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { NetworkView } from '../../tools/blend/anchor.ts'
import type { Blended } from '../../tools/blend/compose.ts'
import type { Guess } from '../../tools/blend/plan.ts'
import type { ScenePixels, SceneUse } from '../../tools/blend/scene.ts'

/** What a worker thread of a computation is started with: one instance each over the one memory. */
export interface ThreadData {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  /** Threads of the computation, the coordinating one included. */
  threads: number
  /** 0 coordinates. */
  index: number
}

/** The coordinating thread: it holds one scene. */
export interface BlendKind {
  data: ThreadData
  orders: {
    /** Replaces the scene. */
    load: { input: { scene: ScenePixels; use: SceneUse }; output: null }
    /** What a blending network is to see; null when the object lies outside the photo. */
    view: { input: { transform: Transform }; output: NetworkView | null }
    /** What a harmoniser is to be told; null likewise. */
    statistics: { input: { transform: Transform }; output: Float32Array | null }
    /** Null likewise. */
    blend: { input: BlendInput; output: Blended | null }
  }
  event:
    | { kind: 'level'; done: number; total: number; secondsLeft: number | null }
    | { kind: 'preview'; pixels: Pixels }
  word: never
}

export interface BlendInput {
  transform: Transform
  settings: BlendSettings
  guess?: Guess | undefined
  /** The whole picture is wanted, not only the part that changed. */
  whole: boolean
  /** The finest level is not solved; see `BlendOptions`. */
  draft?: boolean | undefined
}
