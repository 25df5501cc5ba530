import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

/*
 * A thread that is terminated while native code runs in it takes the whole process along: when the call returns, the
 * binding finds no JavaScript to return to, and aborts (onnxruntime-node 1.30 on Node.js 20). So calls are counted in
 * memory that the thread shares with whoever ends it: between calls it is terminated, in the midst of one it ends itself
 * as soon as the call is done.
 */

const KEY = 'ganvas.nativeCalls'
/** Set once the thread is to end; below it is the number of calls under way. */
const ENDING = 1 << 30

/** Makes the count of the thread that is started next; for its starter. */
export function countCalls(): Int32Array {
  const count = new Int32Array(new SharedArrayBuffer(4))
  setEnvironmentData(KEY, count.buffer)
  return count
}

/** Has no more calls begin. @returns whether none is under way; else the thread ends itself after the last */
export const stopCalls = (count: Int32Array): boolean => (Atomics.or(count, 0, ENDING) & ~ENDING) === 0

const shared = isMainThread ? undefined : getEnvironmentData(KEY)
const own = shared instanceof SharedArrayBuffer ? new Int32Array(shared) : null

/** Calls native code that works in this thread; it does not return where the thread is to end. */
export async function nativeCall<T>(call: () => Promise<T>): Promise<T> {
  if (!own) return call()
  if (Atomics.add(own, 0, 1) & ENDING) process.exit()
  try {
    return await call()
  } finally {
    if (Atomics.sub(own, 0, 1) === (ENDING | 1)) process.exit()
  }
}
