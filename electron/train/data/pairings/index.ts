import { edges } from './edges.ts'
import { edgesHints } from './edgesHints.ts'
import { flat } from './flat.ts'
import { gray } from './gray.ts'
import { grayHints } from './grayHints.ts'
import { holes } from './holes.ts'
import { lowResolution } from './lowResolution.ts'

/** Every pairing, by name. */
export const pairings = {
  gray,
  'gray-hints': grayHints,
  edges,
  'edges-hints': edgesHints,
  flat,
  'low-resolution': lowResolution,
  holes,
}

export type PairingName = keyof typeof pairings
