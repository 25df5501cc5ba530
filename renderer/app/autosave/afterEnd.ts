import type { Live, LiveDocument, RecoveryEntry } from '../../../electron/contract/procedures/recovery.ts'

/**
 * What to open of what pages had open that ended without a word, as if it had been one page's: in the order of their tabs,
 * each document once, the first page's front in front; then what else the user chose of the recovery copies.
 *
 * @param pages of several, the one whose front is to be in front comes first
 * @param lost the recovery copies that were offered: of a document with one, nothing is opened unless it was chosen
 * @param chosen those of them that the user wants
 */
export function afterEnd(
  pages: readonly Live[],
  lost: readonly RecoveryEntry[],
  chosen: readonly RecoveryEntry[],
): Live {
  const ids = (entries: readonly RecoveryEntry[]) => new Set(entries.map(({ documentId }) => documentId))
  const [offered, wanted] = [ids(lost), ids(chosen)]
  const documents = new Map<string, LiveDocument>()
  for (const live of pages.flatMap((page) => page.documents))
    if (!documents.has(live.document) && (!offered.has(live.document) || wanted.has(live.document)))
      documents.set(live.document, live)
  for (const document of wanted)
    if (!documents.has(document)) documents.set(document, { document, file: null })
  const first = pages[0]?.documents[pages[0].front]?.document
  return {
    documents: [...documents.values()],
    front: Math.max(0, first === undefined ? 0 : [...documents.keys()].indexOf(first)),
  }
}
