// What a page had open, for the page that takes its place when it is reloaded.

const DOCUMENT = 'ganvas.document'
const FILE = 'ganvas.file'

function remember(key: string, value: string | null): void {
  if (value) sessionStorage.setItem(key, value)
  else sessionStorage.removeItem(key)
}

/** Marks the recovery copy that a reload of this page brings back. */
export const markLive = (id: string | null): void => remember(DOCUMENT, id)

/** Where that document is found while it has no changes, and so no recovery copy; null: nowhere. */
export const markFile = (path: string | null): void => remember(FILE, path)

/** What was open in this page before it was reloaded. */
export const liveBefore = () => ({
  document: sessionStorage.getItem(DOCUMENT),
  file: sessionStorage.getItem(FILE),
})
