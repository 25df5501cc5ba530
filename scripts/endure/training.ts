import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { LabPlan } from '../../electron/contract/procedures/lab.ts'
import { noise } from '../../electron/imaging/codecs/codecs.fixture.ts'
import type { Engine } from './engine.ts'

const PICTURES = 12

/** Steps for each kill: about what is done from one to the next. */
const STEPS = 15

/** A small training to be interrupted so many times, with its pictures in a folder of `folder`. */
export async function trainingPlan(folder: string, kills: number): Promise<LabPlan> {
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  for (let number = 0; number < PICTURES; number++) {
    const { data, width, height } = noise(40, 32, 3, number + 1)
    await sharp(data, { raw: { width, height, channels: 3 } }).toFile(join(pictures, `${number}.png`))
  }
  const options = { size: 16, depth: 3, base: 2, patch: 16, average: 0.5, rate: 1e-3 }
  return {
    data: { kind: 'pictures', folder: pictures, pairing: 'gray' },
    from: null,
    settings: { steps: STEPS * kills, batch: 2, seed: 0, threads: 1, options },
  }
}

/** Continues a training until it is done. @returns the folder of its run */
export async function trainToItsEnd(engine: Engine, name: string, folder: string): Promise<string> {
  for (;;) {
    const studio = await engine.client()
    const { runs } = await studio.call('lab.list', {})
    const run = runs.find((each) => each.name === name)
    if (run?.state === 'done') return join(folder, 'data', 'runs', name)
    if (run?.state === 'interrupted') await studio.call('lab.resume', { name })
    else if (run?.state !== 'training') throw new Error(`The training "${name}" is ${run?.state}.`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
