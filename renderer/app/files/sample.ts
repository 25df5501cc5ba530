import type { Opened } from '../../../electron/contract/procedures/files.ts'
import { chooseTool } from '../../canvas/index.ts'
import { type DocumentSession, paintingOrder } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { runJob } from '../jobs.ts'
import { giveWayLater, isOpen } from '../opened.ts'
import { showOpened } from './open.ts'

/** Opens the sample: a photo and an object over it, ready to blend. */
export const openSample = async (): Promise<void> => void show(await read())

/** The same, as something to begin with: unless another document is there by then, and until another is. */
export async function beginWithSample(): Promise<void> {
  const opened = await read()
  if (!isOpen()) giveWayLater(show(opened))
}

const read = (): Promise<Opened> => runJob('app:jobs.sample', 'files.sample', {})

function show(opened: Opened): DocumentSession {
  const session = showOpened(translated(opened))
  const object = paintingOrder(session.data).at(-1)
  if (object) session.selectLayers([object])
  chooseTool('blend')
  return session
}

/** The sample is one file for all languages; its names are those of the user's. */
function translated(opened: Opened): Opened {
  if (opened.kind === 'picture') return opened
  const document = structuredClone(opened.document)
  document.name = t('document:names.sample')
  const names = [t('document:names.samplePhoto'), t('document:names.sampleObject')]
  for (const [index, id] of paintingOrder(document).entries()) document.layers[id]!.name = names[index]!
  return { ...opened, document }
}
