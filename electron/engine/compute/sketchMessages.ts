import type { SketchPoint, SketchWords } from '../../contract/document/index.ts'
import type { Pixels, Rect } from '../../contract/pixels.ts'
import type { SketchCandidates } from '../../contract/sketchCandidates.ts'
import type { Text } from '../../contract/text.ts'
import type {
  ProjectInput,
  ProjectResult,
  SketchAt,
  SketchFrames,
  SketchInfo,
  TransferInput,
} from '../../contract/tools/sketch.ts'
import type { Generator } from '../../tools/sketch/generator.ts'
import type { Way } from '../../tools/sketch/latents/paths.ts'
import type { SampleOptions } from '../../tools/sketch/sample.ts'
import type { Update } from '../../tools/sketch/sketching.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What a thread of a generator is started with. */
export interface SketchData {
  generator: Generator
  threads: number
  place: SessionPlace
}

/** One result with its picture. */
export interface Shown {
  pixels: Pixels
  point: SketchPoint
}

/** The thread of a generator: it holds the candidates of one session. All but `start` want that it was started. */
export interface SketchKind {
  data: SketchData
  orders: {
    start: {
      input: {
        candidates: number | undefined
        seed: number
        words: SketchWords
        from: SketchPoint | undefined
      }
      output: Omit<SketchInfo, 'session'>
    }
    update: { input: Update; output: SketchCandidates }
    fix: { input: { at: SketchAt }; output: SketchCandidates }
    restart: { input: { seed: number }; output: SketchCandidates }
    take: { input: { candidate: number; point: SketchPoint }; output: SketchCandidates }
    picture: { input: { at: SketchAt; detail?: boolean | undefined }; output: Shown }
    between: { input: { from: SketchAt; to: SketchAt; frames: number; way: Way }; output: SketchFrames }
    walk: { input: { from: SketchAt; frames: number; seed: number; reach: number }; output: SketchFrames }
    directions: { input: Record<string, never>; output: { shares: number[] } }
    move: { input: { at: SketchAt; amounts: readonly number[] }; output: Shown }
    /** Wants no start. */
    sample: { input: SampleOptions; output: SketchFrames }
    /** Searches what is nearest to a photo; wants no start. */
    project: { input: Omit<ProjectInput, 'model'>; output: Omit<ProjectResult, 'seconds'> }
    /** Wants no start either. */
    transfer: { input: Omit<TransferInput, 'model'>; output: { pixels: Pixels; rect: Rect } }
    average: { input: Record<string, never>; output: { pixels: Pixels } }
  }
  event:
    | { kind: 'candidates'; found: SketchCandidates }
    | { kind: 'progress'; step: number; total: number }
    | { kind: 'preview'; pixels: Pixels }
    | { kind: 'notice'; text: Text }
  word: never
}
