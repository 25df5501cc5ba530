import { availableParallelism } from 'node:os'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'
import type { ImportData, ImportKind } from './importMessages.ts'

const MAX_THREADS = 4

/** Starts the thread of a network that is being imported: reading and running large ones takes seconds. */
export function startImportThread(data: Omit<ImportData, 'threads'>): Thread<ImportKind> {
  const threads = Math.min(MAX_THREADS, availableParallelism())
  // ONNX Runtime and the reader block it.
  const options = { name: 'import thread', deaf: true }
  return new Thread(builtFile('import.worker.js'), { ...data, threads }, options)
}
