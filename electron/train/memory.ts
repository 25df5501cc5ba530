/** Whether ONNX Runtime, or the memory of this process, could not give what a step asked for. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /failed to allocate|bad[_ ]alloc|out of memory|allocation failed|not enough memory/i.test(error.message)

/** The fewest equal passes of at most half as many examples as now. */
export function halved(batch: number, parts: number): number {
  let more = 2 * parts
  while (batch % more !== 0) more++
  return more
}
