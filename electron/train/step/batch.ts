/** The contents of the data inputs of a step, by name; row-major, of the shape that the step declared. */
export type Batch = Readonly<Record<string, Float32Array>>

/** Rows `first` to `first + count` of a batch of `size` rows. */
export function rowsOf(batch: Batch, size: number, first: number, count: number): Batch {
  return Object.fromEntries(
    Object.entries(batch).map(([name, data]) => {
      const row = data.length / size
      return [name, data.subarray(first * row, (first + count) * row)]
    }),
  )
}
