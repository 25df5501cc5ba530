import { toPlainError } from '../../../electron/contract/errors.ts'
import { reportError } from '../../app/failures.ts'
import { sayOnCanvas } from '../../canvas/messages.ts'
import {
  currentSelection,
  currentSession,
  type DocumentSession,
  isStillOpen,
  label,
  setSelection,
} from '../../document/index.ts'
import { type Hints, rememberHints } from './hints.ts'
import { hideDraft, showDraft } from './overlay.ts'
import { type CutOutAnswer, CutOutSource } from './source.ts'

const source = new CutOutSource()

/** Counts what was asked for, so that a draft that comes after the next question is dropped. */
let asked = 0
/** The last question of each document: an answer to one before it is dropped. */
const questions = new WeakMap<DocumentSession, number>()
let drafting = false
let wanted: { session: DocumentSession; hints: Hints } | null = null

/** Sends the picture ahead. */
export const prepareCutOut = (session: DocumentSession): void => source.prepare(session)

/** Shows what these hints would select. One question is under way at a time; the newest waits. */
export async function draft(session: DocumentSession, hints: Hints): Promise<void> {
  wanted = { session, hints }
  if (drafting) return
  drafting = true
  const epoch = asked
  try {
    while (wanted && epoch === asked) {
      const { session, hints } = wanted
      wanted = null
      const answer = await source.select(session, hints, true)
      if (epoch === asked && currentSession() === session) showDraft(session, answer)
    }
  } catch (thrown) {
    if (toPlainError(thrown).code !== 'cancelled') reportError(thrown, 'cutout:title')
  } finally {
    drafting = false
  }
}

/** Takes away what {@link draft} shows. */
export function dropDraft(): void {
  asked++
  wanted = null
  hideDraft()
}

/** Selects what these hints say, as one undo entry. The draft stays until the selection is there. */
export async function cutOut(session: DocumentSession, hints: Hints): Promise<void> {
  const question = ++asked
  questions.set(session, question)
  wanted = null
  const { width, height } = session.data
  try {
    const answer = await source.select(session, hints, false)
    const { data } = session
    const isLast = questions.get(session) === question && isStillOpen(session)
    if (!isLast || data.width !== width || data.height !== height) return
    setSelection(session, label('selectSubject'), wholeMask(answer, width, height))
    if (currentSelection(session)) rememberHints(session, hints)
    else if (currentSession() === session)
      sayOnCanvas({ key: 'canvas:message.nothingSelected', tone: 'info' })
  } catch (thrown) {
    if (toPlainError(thrown).code !== 'cancelled') reportError(thrown, 'cutout:title')
  } finally {
    if (question === asked && currentSession() === session) hideDraft()
  }
}

/** The part that was answered in a mask of the document's size. */
function wholeMask({ mask, rect }: CutOutAnswer, width: number, height: number) {
  const data = new Uint8Array(width * height)
  for (let row = 0; row < rect.height; row++)
    data.set(mask.data.subarray(row * rect.width, (row + 1) * rect.width), (rect.y + row) * width + rect.x)
  return { width, height, data }
}
