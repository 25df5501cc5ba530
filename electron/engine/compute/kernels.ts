import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Team } from '../../imaging/team.ts'
import { applicationFolder } from '../paths.ts'

let compiled: Promise<WebAssembly.Module> | null = null
let alone: Promise<Team> | null = null

/** The imaging kernels, compiled once in a thread. */
export function kernels(): Promise<WebAssembly.Module> {
  compiled ??= readFile(join(applicationFolder, 'out/kernels/imaging.wasm')).then((bytes) =>
    WebAssembly.compile(new Uint8Array(bytes)),
  )
  return compiled
}

/** A team of the calling thread alone, the same each time. */
export function teamOfOne(): Promise<Team> {
  alone ??= kernels().then((module) => new Team(module))
  return alone
}
