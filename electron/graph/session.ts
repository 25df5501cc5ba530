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

export interface Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /**
   * Computes once. The thread may be blocked until it is done.
   *
   * @param wanted names of outputs, all if absent; or tensors into which they are written, of the outputs' own shapes,
   * which may be the memory of inputs where the model allows it
   */
  run(feeds: SessionTensors, wanted?: readonly string[] | SessionTensors): Promise<SessionTensors>
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
