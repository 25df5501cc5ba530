import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Team } from '../../imaging/team.ts'
import { applicationFolder } from '../paths.ts'

let compiled: Promise<WebAssembly.Module> | null = null
const idle: Team[] = []

/** The imaging kernels, compiled once in a thread. */
export function kernels(): Promise<WebAssembly.Module> {
  compiled ??= readFile(join(applicationFolder, 'out/kernels/imaging.wasm')).then((bytes) =>
    WebAssembly.compile(new Uint8Array(bytes)),
  )
  return compiled
}

/** Does a piece of work by a team of the calling thread alone, which no other piece has meanwhile. */
export async function withTeam<T>(work: (team: Team) => Promise<T>): Promise<T> {
  const team = idle.pop() ?? new Team(await kernels())
  try {
    return await work(team)
  } finally {
    idle.push(team)
  }
}
