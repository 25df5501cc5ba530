import type { Opened } from '../../../electron/contract/procedures/files.ts'
import { chooseTool } from '../../canvas/index.ts'
import { type DocumentSession, paintingOrder } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { runJob } from '../jobs.ts'
import { showOpened } from './open.ts'

/** Opens the sample: a photo and an object over it, ready to blend. */
export async function openSample(): Promise<DocumentSession> {
  const session = showOpened(translated(await runJob('app:jobs.sample', 'files.sample', {})))
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
