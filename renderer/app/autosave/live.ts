import { GanvasError } from '../../../electron/contract/errors.ts'
import type { Live } from '../../../electron/contract/procedures/recovery.ts'
import { newId } from '../../document/index.ts'
import { engine } from '../connection.ts'
import { reportError } from '../failures.ts'

/*
 * What is open is kept in two places. The page's session outlives a reload, and is there before there is an engine; the
 * engine's folder outlives the whole program, and holds a page's list only until that page says that it ends.
 */

const OPEN = 'ganvas.open'
const PAGE = 'ganvas.page'

const nothing: Live = { documents: [], front: -1 }

/** What was open in this page before it was reloaded. */
export const liveBefore = (): Live => JSON.parse(sessionStorage.getItem(OPEN) ?? JSON.stringify(nothing))

/** What the engine was told last. */
let told = ''

/** Keeps in mind what is open now. */
export function markLive(live: Live): void {
  const json = JSON.stringify(live)
  sessionStorage.setItem(OPEN, json)
  if (json === told) return
  told = json
  tell(live)
}

/** A new engine process has nothing of a page that opens or closes nothing. */
export function tellAgain(): void {
  if (told !== '') tell(JSON.parse(told))
}

/** The page ends, or goes where nobody sees it: for the engine it has nothing open any more. */
export const tellOfEnd = (): void => tell(nothing)

function tell(live: Live): void {
  const page = sessionStorage.getItem(PAGE) ?? newId('page')
  sessionStorage.setItem(PAGE, page)
  engine.call('recovery.remember', { page, ...live }).catch((thrown) => {
    // It is told again when there is another engine.
    if (thrown instanceof GanvasError && thrown.code === 'engine-lost') return
    if (!(thrown instanceof GanvasError && thrown.code === 'unavailable'))
      return reportError(thrown, 'app:failure.autosave')
    // The name is that of the page of which this one is a duplicate, or which it takes the place of.
    if (sessionStorage.getItem(PAGE) === page) sessionStorage.removeItem(PAGE)
    tellAgain()
  })
}
