import { readFile, writeFile } from 'node:fs/promises'
import type { RunFiles } from './checkpoint.ts'

/** A run's files, read and written as they are. */
export const runFiles: RunFiles = {
  read: (path) => readFile(path).catch(() => null),
  write: (path, pieces) => writeFile(path, Buffer.concat([...pieces])),
}
