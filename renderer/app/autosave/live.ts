/** A document that a page had open, for the page that takes its place when it is reloaded. */
export interface LiveDocument {
  /** What its recovery copy is kept under; there is one while it has changes, or was found in no file. */
  readonly document: string
  /** Where it is found while it has no changes; null: nowhere. */
  readonly file: string | null
}

/** What was open, in the order of the tabs, and which of it was in front. */
export interface Live {
  readonly documents: readonly LiveDocument[]
  readonly front: number
}

const KEY = 'ganvas.open'

export const markLive = (live: Live): void => sessionStorage.setItem(KEY, JSON.stringify(live))

/** What was open in this page before it was reloaded. */
export const liveBefore = (): Live =>
  JSON.parse(sessionStorage.getItem(KEY) ?? '{ "documents": [], "front": -1 }')
