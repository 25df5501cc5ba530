import type { DocumentData, RasterId } from '../../../electron/contract/document/index.ts'
import { followEachDocument } from '../../document/current.ts'
import type { DocumentSession } from '../../document/session.ts'
import { type Matrix, multiply } from '../../document/transform.ts'
import { Original } from './original.ts'
import { identityMatrix, reframing } from './reframing.ts'

/** A document as it was opened, in the frame that it has now. */
export class AsOpened {
  readonly original: Original
  readonly #rasters: DocumentSession['rasters']
  #reframing = identityMatrix

  constructor({ data, rasters }: DocumentSession) {
    this.original = new Original(data, rasters)
    this.#rasters = rasters
  }

  /** Keeps up with the document, in front or not. @returns how to stop */
  follow({ store, rasters }: DocumentSession): () => void {
    const stop = [
      rasters.onWillChange((id, rect) => this.original.keep(id, rect)),
      store.subscribe((now, before) => {
        if (isReframed(before.data, now.data)) this.#reframe(before.data, now.data)
      }),
    ]
    return () => {
      for (const end of stop) end()
    }
  }

  /** From the original's pixels to those of the document. */
  get matrix(): Matrix {
    return multiply(this.#reframing, this.original.matrix)
  }

  /** The picture to compare with follows a crop or a change of size, undone or redone too. */
  #reframe(before: DocumentData, after: DocumentData): void {
    const rasters = this.#rasters
    const sizeOf = (id: RasterId) => (rasters.has(id) ? rasters.get(id) : { width: 1, height: 1 })
    this.#reframing = multiply(reframing(before, after, sizeOf), this.#reframing)
  }
}

/** Whether a document got another frame: by a crop, or a change of size. */
export const isReframed = (before: DocumentData, after: DocumentData): boolean =>
  before.width !== after.width || before.height !== after.height

const known = new WeakMap<DocumentSession, AsOpened>()

/** What a document is compared with. */
export function asOpened(session: DocumentSession): AsOpened {
  const found = known.get(session) ?? new AsOpened(session)
  known.set(session, found)
  return found
}

/** Remembers every document as it was opened, from then until it is closed. Called once at start-up. @returns how to stop */
export const followOriginals = (): (() => void) =>
  followEachDocument((session) => asOpened(session).follow(session))
