import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'electron/imaging/kernels')
const output = join(root, 'out/kernels/imaging.wasm')

/** 65536 pages are the 4 GiB that a 32-bit address reaches; only what is used is ever committed. */
const options = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads'],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
]

/**
 * Compiles the imaging kernels when a source is newer than what was built.
 *
 * @returns {Promise<string>} the path of the WebAssembly module
 */
export async function buildKernels() {
  const files = readdirSync(sources).map((file) => join(sources, file))
  const newest = Math.max(...[...files, fileURLToPath(import.meta.url)].map(modified))
  if (modified(output) > newest) return output
  mkdirSync(dirname(output), { recursive: true })
  // Renamed when complete: test processes build and read at the same time.
  const partial = join(dirname(output), `imaging-${process.pid}.wasm`)
  const { error, stderr } = await asc.main([join(sources, 'index.ts'), '-o', partial, ...options])
  if (error) throw new Error(`The imaging kernels do not compile.\n${stderr.toString()}`)
  renameSync(partial, output)
  return output
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
