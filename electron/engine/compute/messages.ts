import type { BlendSettings, Transform } from '../../contract/document.ts'
import type { PlainError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Correction, NetworkView } from '../../tools/blend/anchor.ts'
import type { Blended } from '../../tools/blend/blend.ts'
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

/** To the coordinating thread, which answers one request after the other. */
export type BlendRequest =
  /** Replaces the scene. */
  | { kind: 'load'; scene: ScenePixels; use: SceneUse }
  /** Asks for what a blending network is to see. */
  | { kind: 'view'; transform: Transform }
  /** `whole`: the whole picture is wanted, not only the part that changed. */
  | {
      kind: 'blend'
      transform: Transform
      settings: BlendSettings
      correction?: Correction | undefined
      whole: boolean
      /** The finest level is not solved; see `BlendOptions`. */
      draft?: boolean | undefined
    }

export interface BlendAnswer {
  /** Of `blend`; null when the object lies outside the photo. */
  blended: Blended | null
  /** Of `view`; null likewise. */
  view: NetworkView | null
  milliseconds: number
}

export type BlendMessage =
  | { kind: 'level'; done: number; total: number; secondsLeft: number | null }
  | { kind: 'preview'; pixels: Pixels }
  | { kind: 'done'; answer: BlendAnswer }
  | { kind: 'failed'; error: PlainError }
