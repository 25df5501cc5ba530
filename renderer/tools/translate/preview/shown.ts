import { createStore } from 'zustand/vanilla'
import type { LayerId } from '../../../../electron/contract/document/index.ts'
import type { DocumentSession } from '../../../document/index.ts'

/** A translation that is looked at and is no layer yet. */
export interface ShownPicture {
  readonly session: DocumentSession
  /** The layer it was made from, whose place and extent it has. */
  readonly source: LayerId
  /** A picture of any size, which stands for all of the layer's pixels. */
  readonly canvas: OffscreenCanvas
  /** Made of dark lines on white, which stay to be seen when it lies over them. */
  readonly ofLines: boolean
}

export interface Shown {
  /** The translation of the drawing as it is. */
  readonly live: ShownPicture | null
  /** Chosen among results; seen in place of the live one until something changes. */
  readonly chosen: ShownPicture | null
}

export const shown = createStore<Shown>(() => ({ live: null, chosen: null }))

export const seenPicture = ({ live, chosen }: Shown): ShownPicture | null => chosen ?? live
