import { availableParallelism, platform } from 'node:os'
import { resolve } from 'node:path'
import type {
  DrawingGame,
  LabData,
  LabPlan,
  LabSettings,
  TwoKindsGame,
} from '../../contract/procedures/lab.ts'
import type { StartingPoint } from '../models/startingPoint.ts'

type Options = LabSettings['options']

const generators = { classes: 'cgan', captions: 'gancls' } as const

/** The game that learns from some data. */
export function recipeOf(data: LabData): 'pix2pix' | TwoKindsGame | DrawingGame | 'cgan' | 'gancls' {
  if (data.kind === 'drawn') return data.said === 'nothing' ? (data.game ?? 'dcgan') : generators[data.said]
  return data.kind === 'unpaired' ? (data.game ?? 'cyclegan') : 'pix2pix'
}

/** Sizes of the networks for which a training on two processor cores takes about as long as a coffee. */
const small = { size: 128, base: 24, upsampling: 'resize', patch: 34, criticBase: 24, average: 0.995 }

/** Pictures whose input leaves open what the result is: noise gives it variations. */
const open = new Set(['edges', 'flat', 'files', 'strip', 'strip-right'])

/** A generator for two processor cores. Where the game has it, augmentation keeps a critic from knowing few pictures by heart. */
function generatorSettings(data: Extract<LabData, { kind: 'drawn' }>): Options {
  const all = { size: 64, rate: 2e-4, average: 0.99 }
  const game = recipeOf(data)
  if (game === 'gancls') return { ...all, latent: 64, base: 24 }
  if (game === 'mrgan') return { ...all, latent: 64, base: 32, criticBase: 24 }
  if (game === 'ebgan') return { ...all, code: 64, base: 16 }
  if (game === 'began') return { ...all, code: 64, base: 16, gamma: 0.5, rate: 1e-4 }
  return { ...all, latent: 64, generator: 'gated', base: 16, criticBase: 24, augmented: true, noise: 0 }
}

/** A game between two kinds of pictures, for two processor cores. */
function twoKindsSettings(game: TwoKindsGame): Pick<LabSettings, 'steps' | 'batch' | 'options'> {
  if (game === 'discogan') {
    const options = { size: 64, base: 24, cycleShare: 0.5, rate: 2e-4, average: 0.995 }
    return { steps: 4000, batch: 8, options }
  }
  // DualGAN's weight is of 256 px; a critic's slope keeps its length at other sides, and that of a mean difference does not.
  if (game === 'dualgan')
    return { steps: 4000, batch: 1, options: { ...small, depth: 6, cycleWeight: 250, rate: 1e-4 } }
  const options = { ...small, blocks: 6, residual: true, cycleWeight: 10, rate: 2e-4 }
  return { steps: 4000, batch: 1, options }
}

/** The settings that are recommended for some data; `start`: for going on with a model. */
export function recommended(data: LabData, start: StartingPoint | null): LabSettings {
  const run = { seed: 0, threads: threads() }
  if (data.kind === 'drawn')
    return {
      ...run,
      steps: start ? 1000 : 5000,
      batch: 16,
      options: start && !start.foreign ? start.options : generatorSettings(data),
    }
  if (start?.foreign) {
    // How the network is built is not for us to say; of the way back of a style it is.
    const { size: _, depth: __, base, upsampling, dropout: ___, ...rest } = recommended(data, null).options
    const reverse = data.kind === 'unpaired' ? { base: base!, upsampling: upsampling! } : {}
    return {
      ...run,
      steps: 600,
      batch: 1,
      options: { ...rest, ...reverse, size: start.options.size!, rate: 1e-4 },
    }
  }
  if (start) {
    const options = { ...start.options, ...(data.kind === 'unpaired' ? {} : { pairing: pairingOf(data) }) }
    return { ...run, steps: 600, batch: data.kind === 'unpaired' ? 1 : 4, options }
  }
  if (data.kind === 'unpaired') return { ...run, ...twoKindsSettings(data.game ?? 'cyclegan') }
  const pairing = pairingOf(data)
  const options = {
    ...small,
    pairing,
    depth: 6,
    l1Weight: 100,
    rate: 2e-4,
    dropout: open.has(pairing) ? 0.5 : 0,
  }
  return { ...run, steps: 3000, batch: 4, options }
}

/** All cores where the system can lower the threads' priority, else all but one. */
function threads(): number {
  const cores = availableParallelism()
  return platform() === 'linux' ? cores : Math.max(1, cores - 1)
}

function pairingOf(data: Exclude<LabData, { kind: 'unpaired' | 'drawn' }>): string {
  if (data.kind === 'pictures') return data.pairing
  if (data.kind === 'matched') return 'files'
  return data.inputOn === 'left' ? 'strip' : 'strip-right'
}

/** The options of the recipe; the data decides on the pairing, and where its second folder is. */
export function optionsOf({ data, settings }: LabPlan): Options {
  if (data.kind === 'drawn') return settings.options
  if (data.kind === 'unpaired') return { ...settings.options, second: resolve(data.b) }
  const options = { ...settings.options, pairing: pairingOf(data) }
  return data.kind === 'matched' ? { ...options, second: resolve(data.target) } : options
}

/** The folder that the recipe is given as its data. */
export function folderOf(data: LabData): string {
  if (data.kind === 'matched') return resolve(data.input)
  return resolve(data.kind === 'unpaired' ? data.a : data.folder)
}
