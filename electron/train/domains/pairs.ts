import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Part } from '../data/heldOut.ts'
import { type PairingName, pairings } from '../data/pairings/index.ts'
import { asItIs, type Pairing } from '../data/pairings/pairing.ts'
import { PairSource } from '../data/pairings/source.ts'
import { PictureSource } from '../data/pictures.ts'
import type { Source } from '../data/source.ts'
import { twoFolders } from './twoFolders.ts'

/** What a translation learns from: `input` and `target`, [N, channels, side, side] in [-1, 1]. */
export interface Pairs extends Pick<Pairing, 'inputs' | 'outputs' | 'showInput' | 'showOutput'> {
  source: Source
  /** Held-out pairs, which are never trained on; absent where the data has none. */
  watched?: Source
}

/**
 * Where the pairs come from: two folders of files of equal name, files with the input to the left of the target or to
 * its right, or a pairing of plain pictures.
 */
export const pairNames = [
  'files',
  'strip',
  'strip-right',
  ...(Object.keys(pairings) as PairingName[]),
] as const
export type PairName = (typeof pairNames)[number]

export interface PairsOptions {
  side: number
  /** Short side to which given pairs are scaled before they are cropped. */
  loadSize: number
  seed: number
  /** Folder of the targets, where `data` holds the inputs of `files` and nothing else. */
  second?: string | undefined
}

/** @throws invalid-input for a second folder beside pairs that are not in two */
export async function openPairs(name: PairName, data: string, options: PairsOptions): Promise<Pairs> {
  const { side, loadSize, seed, second } = options
  if (second !== undefined && name !== 'files')
    throw new GanvasError('invalid-input', text('recipes.oneFolder', { pairing: name, second }), {
      option: 'second',
    })
  if (name === 'files' || name === 'strip' || name === 'strip-right') {
    const [input, target] = twoFolders(data, second, ['input', 'target'])
    const open = (part: Part) => {
      const cut = { loadSize, cropSize: side, flip: true, seed, part }
      if (name === 'files') return PictureSource.open({ input, target }, cut)
      const halves = name === 'strip' ? (['input', 'target'] as const) : (['target', 'input'] as const)
      return PictureSource.openStrips(data, halves, cut)
    }
    const [source, heldOut] = [await open('training'), await open('held-out')]
    const given = { inputs: 3, outputs: 3, showInput: asItIs, showOutput: asItIs }
    return { ...given, source, ...(heldOut.count > 0 && { watched: heldOut }) }
  }
  const pairing: Pairing = pairings[name]
  const source = await PairSource.open(data, { pairing, side, seed })
  const heldOut = await PairSource.open(data, { pairing, side, seed, part: 'held-out' })
  const { inputs, outputs } = pairing
  return {
    inputs,
    outputs,
    showInput: (input) => pairing.showInput(input),
    showOutput: (output, input) => pairing.showOutput(output, input),
    source,
    ...(heldOut.count > 0 && { watched: heldOut }),
  }
}

const chosen = (name: PairName): Pairing | null =>
  Object.hasOwn(pairings, name) ? pairings[name as PairingName] : null

/** Channels of what goes into a translation of such pairs and of what comes out. */
export const channelsOf = (name: PairName): Pick<Pairing, 'inputs' | 'outputs'> =>
  chosen(name) ?? { inputs: 3, outputs: 3 }
