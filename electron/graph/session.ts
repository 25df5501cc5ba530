import type { Deferred } from './deferredPass.ts'

/*
 * What a model in a runtime looks like to those who run it. Which runtime and which device that is, and whether they can
 * be trusted, is known where sessions are opened; a remote device is one more opener.
 */

export type SessionData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array

/** Row-major elements and their extents. */
export interface SessionTensor {
  readonly data: SessionData
  readonly shape: readonly number[]
  /** ONNX Runtime's name of the element type; told by the kind of array if absent. */
  readonly type?: string
}

export type SessionTensors = Readonly<Record<string, SessionTensor>>

/** A tensor of single precision in the memory of the device that computed it, which takes it as an input again. */
export interface DeviceTensor {
  readonly shape: readonly number[]
  /** Copies it into the processor's memory. @throws LostTensor when the device no longer gives it */
  read(): Promise<Float32Array>
  /** Gives its memory back; it is not used afterwards. */
  release(): void
}

/** What was kept on a device is gone with the device. */
export class LostTensor extends Error {
  override readonly name = 'LostTensor'
}

export type SessionFeeds = Readonly<Record<string, SessionTensor | DeviceTensor>>

export interface Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /**
   * Computes once. The thread may be blocked until it is done.
   *
   * @param wanted names of outputs, all if absent; or tensors into which they are written, of the outputs' own shapes,
   * which may be the memory of inputs where the model allows it
   */
  run(feeds: SessionFeeds, wanted?: readonly string[] | SessionTensors): Promise<SessionTensors>
  /** How many runs may be under way at once to some use; one if absent. */
  readonly atOnce?: number
  /** Outputs that may go over inputs, whatever reads these: they are written when all else is done. */
  readonly late?: ReadonlySet<string>
  /**
   * Computes every output once, and leaves those on the device that the session was opened to keep there. Absent where
   * nothing stays.
   *
   * @param into where the outputs go that do not stay, and all of them where the device gave way to the processor
   * @returns the outputs that stayed, which are the caller's to release
   */
  runKeeping?(feeds: SessionFeeds, into: SessionTensors): Promise<ReadonlyMap<string, DeviceTensor>>
  release(): Promise<void>
}

export interface OpenOptions {
  /**
   * Names the network in what is remembered of devices, where the bytes are not the same each time, such as with the
   * statistics of one picture folded in. The bytes' own hash if absent.
   */
  readonly network?: string
  /**
   * What a device is compared with the processor on; asked for where it has not been. The first input that is computed
   * if absent.
   */
  readonly trial?: () => Trial
  /** Outputs of single precision that stay on the device, where it can keep them; see {@link Session.runKeeping}. */
  readonly kept?: readonly string[]
  /** The same model as the processor computes it with less memory; null where there is no such form. */
  readonly deferred?: () => Deferred | null
  /** The same as a server has it. Absent for what is made for one purpose here, such as a training step. */
  readonly served?: Served
}

/** A network of an installed model, in the form that it is exported to servers in; they know it by name and hash. */
export interface Served {
  /** The model's id. */
  readonly model: string
  /** Which of its networks. */
  readonly role: string
  /** Its file as it is installed. */
  readonly file: Uint8Array
  /** What the exported form is given for the same; the same if absent. */
  readonly ask?: (feeds: SessionTensors) => SessionTensors
  /** The outputs that are asked of the exported form, and what is made of them; the same if absent. */
  readonly answers?: {
    readonly names: readonly string[]
    readonly from: (results: SessionTensors) => SessionTensors
  }
}

/** A small input, and the model that takes it where that is not the model to be opened, such as one of fixed sizes. */
export interface Trial {
  readonly feeds: SessionTensors
  readonly model?: Uint8Array
}

/** @param model the bytes of an `.onnx` file */
export type OpenSession = (model: Uint8Array, options?: OpenOptions) => Promise<Session>

/** Whether ONNX Runtime, or the memory of this process, could not give what a run asked for. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /failed to allocate|bad[_ ]alloc|out of memory|allocation failed|not enough memory/i.test(error.message)
