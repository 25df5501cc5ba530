// Which documents are open in a page right now: one that is open elsewhere is not offered for recovery.

const DOCUMENT = 'ganvas.document'
const FILE = 'ganvas.file'
const LOCK = 'ganvas.document.'

function remember(key: string, value: string | null): void {
  if (value) sessionStorage.setItem(key, value)
  else sessionStorage.removeItem(key)
}

/** Marks the document that a reload of this page brings back. */
export const markLive = (id: string | null): void => remember(DOCUMENT, id)

/** Where that document is found while it has no changes, and so no recovery copy; null: nowhere. */
export const markFile = (path: string | null): void => remember(FILE, path)

/** What was open in this page before it was reloaded. */
export const liveBefore = () => ({
  document: sessionStorage.getItem(DOCUMENT),
  file: sessionStorage.getItem(FILE),
})

let held: string | null = null
let release = () => {}

/** Holds a lock in the name of the open document; the browser drops it with the page. */
export function holdDocument(id: string | null): void {
  if (id === held) return
  held = id
  release()
  release = () => {}
  if (!id) return
  // Made at once: the lock may be granted after the next document took its place.
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  void navigator.locks.request(LOCK + id, { ifAvailable: true }, () => released)
}

/** The documents that are open in any page. */
export async function heldDocuments(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])))
}
