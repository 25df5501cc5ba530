/** Whether ONNX Runtime, or the memory of this process, could not give what a step asked for. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /failed to allocate|bad[_ ]alloc|out of memory|allocation failed|not enough memory/i.test(error.message)
