import { oneInput } from '../../../nets/net.ts'
import { unet } from '../../../nets/unet.ts'
import type { Network } from '../../../nets/weights.ts'
import { channelsOf } from '../../domains/pairs.ts'
import type { ModelAbout, TranslatingModel } from '../../game/model.ts'
import { rgb } from '../../game/model.ts'
import { type Chosen, depthOf } from './options.ts'

/** What is drawn for the networks of pairings, and how they see it. */
const drawn = {
  edges: { draws: 'lines', input: { channels: ['grey'], colorSpace: 'srgb' } },
  'edges-hints': {
    draws: 'lines',
    input: { channels: ['grey', 'hint-red', 'hint-green', 'hint-blue', 'hint'], colorSpace: 'srgb' },
  },
  flat: { draws: 'areas', input: rgb },
  'low-resolution': { draws: 'picture', input: rgb },
  holes: { draws: 'picture', input: { ...rgb, channels: [...rgb.channels, 'hole'] } },
} as const satisfies Record<string, { draws: string; input: TranslatingModel['input'] }>

/** What a colouring with hints sees beside the lightness, in the order of its pairing. */
const chromaHints = ['hint-green-red', 'hint-blue-yellow', 'hint'] as const

/** What a photo is prepared by for a network: hints are the user's to give. */
type PreparedPairing = Exclude<keyof typeof drawn, 'edges-hints'>

/** A colouring, or a drawing model of what is drawn for its pairing. */
export function modelOf(chosen: Chosen, { draws, guesses }: ModelAbout, given?: Network): TranslatingModel {
  const { pairing, size: side, average, palette } = chosen
  const { inputs, outputs } = channelsOf(pairing)
  const depth = depthOf(chosen)
  const colouring = pairing === 'gray' || pairing === 'gray-hints'
  // A colouring has no variations: without its dropout, the network gives about the mean of what they would be.
  const network = given ?? unet({ ...chosen, depth, outputs, ...(colouring && { dropout: 0 }) })
  const product = {
    net: oneInput(network),
    inputs: { input: [inputs, side, side] },
    group: 'generator',
    averaged: average > 0,
  }
  const common = { networks: { generator: product }, multiple: 2 ** depth }
  if (colouring)
    return {
      ...common,
      translation: { kind: 'color', side },
      input: {
        channels: ['lightness', ...(pairing === 'gray-hints' ? chromaHints : [])],
        colorSpace: 'lab',
      },
      output: { channels: ['green-red', 'blue-yellow'], colorSpace: 'lab' },
    }
  const known = Object.hasOwn(drawn, pairing) ? drawn[pairing as keyof typeof drawn] : undefined
  return {
    ...common,
    translation: {
      kind: 'drawing',
      side,
      draws: draws ?? known?.draws ?? 'picture',
      ...(known && { pairing: pairing === 'edges-hints' ? 'edges' : (pairing as PreparedPairing) }),
      ...(palette > 0 && { areas: 'plain' }),
      ...(pairing === 'edges-hints' && guesses && { guesses }),
      noise: [],
    },
    input: known?.input ?? rgb,
    output: rgb,
  }
}
