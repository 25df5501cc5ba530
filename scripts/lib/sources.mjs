import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const roots = [
  'electron',
  'renderer',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron.vite.config.ts',
]

/** One hash over everything that a build reads, and over nothing that it does not. Runs in the repository's root. */
export function hashSources() {
  const hash = createHash('sha256')
  for (const root of roots) {
    const files = statSync(root).isDirectory()
      ? readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
          .sort()
      : [root]
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
