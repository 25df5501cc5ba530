import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { engine } from '../../../app/connection.ts'
import { pickFiles } from '../../../app/files/pick.ts'
import { composite, currentSession, openSession } from '../../../document/index.ts'
import { t } from '../../../i18n/index.ts'

/** The open document as one picture. */
export const openPicture = (): Pixels => composite(currentSession())

/** A picture file of the user's as one picture; null where none was chosen. */
export async function pickedPicture(): Promise<Pixels | null> {
  const [file] = await pickFiles(t('font:glyph.takeFile'), false)
  if (!file) return null
  const opened = await engine.call('files.open', { source: await file.source() })
  return opened.kind === 'picture' ? opened.pixels : composite(openSession(opened))
}
