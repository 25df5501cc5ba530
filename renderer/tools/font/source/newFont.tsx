import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { showDialog } from '../../../app/dialogs/host.tsx'
import { reportError } from '../../../app/failures.ts'
import type { PickedFile } from '../../../app/files/pick.ts'
import { fontState, show } from '../state.ts'
import { SourceDialog } from './SourceDialog.tsx'

/** Asks for a source, and begins a font of it. */
export async function newFont(): Promise<void> {
  const work = await showDialog<FontWork | null>((answer) => <SourceDialog onAnswer={answer} />)
  if (work) begin(work)
}

/** Begins a font of a file that was dropped. */
export async function newFontOf(file: PickedFile): Promise<void> {
  try {
    begin(await engine.call('fonts.create', { file: await file.source() }))
  } catch (thrown) {
    reportError(thrown, 'font:new')
  }
}

function begin(work: FontWork): void {
  fontState.setState(({ works }) => ({ works: [work, ...(works ?? [])] }))
  show(work.name)
}
