import type { MessagePort, Worker } from 'node:worker_threads'

/**
 * The buffers in a value of plain objects, arrays and maps that may change hands with it: those that one array fills.
 * Other arrays are parts of something larger, such as a message from a socket, which others may still read.
 */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      const { buffer, byteLength } = part
      // A buffer that was transferred before is empty, and Node would post it without an error.
      if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength)
        found.add(buffer)
    } else if (part instanceof Map || Array.isArray(part)) for (const each of part.values()) visit(each)
    else if (typeof part === 'object' && part !== null) for (const each of Object.values(part)) visit(each)
  }
  visit(value)
  return [...found]
}

/**
 * Sends a message; the buffers change hands where they can. What lies in the memory of a native library cannot, and
 * is copied.
 */
export function post(port: MessagePort | Worker, message: object, buffers: readonly ArrayBuffer[]): void {
  try {
    port.postMessage(message, buffers)
  } catch (thrown) {
    if (buffers.length === 0 || !(thrown instanceof Error) || thrown.name !== 'DataCloneError') throw thrown
    port.postMessage(message)
  }
}
