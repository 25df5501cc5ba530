import { chooseTool } from '../../canvas/index.ts'
import { currentSession, paintingOrder } from '../../document/index.ts'
import { runJob } from '../jobs.ts'
import { showOpened } from './open.ts'
import { readInstead } from './unsaved.ts'

/** Opens the sample: a photo and an object over it, ready to blend. */
export async function openSample(): Promise<void> {
  const opened = await readInstead(() => runJob('app:jobs.sample', 'files.sample', {}))
  if (!opened) return
  await showOpened(opened)
  const session = currentSession()
  const object = paintingOrder(session.data).at(-1)
  if (object) session.selectLayers([object])
  chooseTool('blend')
}
