/** How a translation tells how far it is, and hears that it is to stop. */
export interface Work {
  /** Called between pieces of a few milliseconds; rejects to stop the work. */
  breathe(done: number, total: number): Promise<void>
}

/** Runs a network once: a row-major input [1, C, H, W] of the given shape -> its output, of the same height and width. */
export type RunNetwork = (data: Float32Array, shape: readonly number[]) => Promise<Float32Array>

export interface Size {
  width: number
  height: number
}
