import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Steps that have a sample grid, in order. */
export async function sampleSteps(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'samples')).catch(() => [])
  return names
    .map((name) => /^(\d+)\.png$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

export const samplePath = (folder: string, step: number): string =>
  join(folder, 'samples', `${String(step).padStart(7, '0')}.png`)
