import { createStore } from 'zustand/vanilla'
import type { LayerId } from '../../../../electron/contract/document.ts'
import type { DocumentSession } from '../../../document/index.ts'

/** A translation that is looked at and is no layer yet. */
export interface ShownPicture {
  readonly session: DocumentSession
  /** The layer it was made from, whose place and extent it has. */
  readonly source: LayerId
  /** Of any size; stands for all of the layer's pixels. */
  readonly canvas: OffscreenCanvas
  /** Follows what is drawn, or was chosen among results. */
  readonly kind: 'live' | 'chosen'
  /** Dark lines on white: they stay to be seen when it lies over them. */
  readonly ofLines: boolean
}

export const shownPicture = createStore<{ picture: ShownPicture | null }>(() => ({ picture: null }))
