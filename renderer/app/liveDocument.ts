// Which documents are open in a page right now: one that is open elsewhere is not offered for recovery.

const KEY = 'ganvas.document'
const LOCK = 'ganvas.document.'

/** Marks the document that a reload of this page brings back. */
export function markLive(id: string | null): void {
  if (id) sessionStorage.setItem(KEY, id)
  else sessionStorage.removeItem(KEY)
}

/** The document that was open in this page before it was reloaded. */
export const liveBefore = (): string | null => sessionStorage.getItem(KEY)

let release = () => {}

/** Holds a lock in the name of the open document; the browser drops it with the page. */
export function holdDocument(id: string | null): void {
  release()
  release = () => {}
  if (!id) return
  void navigator.locks.request(
    LOCK + id,
    { ifAvailable: true },
    () => new Promise<void>((resolve) => (release = resolve)),
  )
}

/** The documents that are open in any page. */
export async function heldDocuments(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])))
}
