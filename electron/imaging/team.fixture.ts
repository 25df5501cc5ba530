import { readFile } from 'node:fs/promises'
import { buildKernels } from '../../scripts/build-kernels.mjs'
import { Team } from './team.ts'

/** A team of the calling thread alone, over kernels compiled from the sources as they are. */
export async function teamOfOne(): Promise<Team> {
  return new Team(await WebAssembly.compile(new Uint8Array(await readFile(await buildKernels()))))
}
