import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { runJob } from '../../app/jobs.ts'
import { findModels } from '../../app/models.ts'
import { closePage } from '../../app/pages.ts'
import { chooseTool } from '../../canvas/index.ts'
import { formatNumber, t } from '../../i18n/index.ts'
import { sketchState } from '../sketch/state.ts'
import { translateState } from '../translate/state.ts'

/** Shows the picture again, with the tool that a run is of at this model. */
export function showWith(run: RunInfo, model: string): void {
  const tool = run.plan.data.kind === 'drawn' ? 'sketch' : 'translate'
  if (tool === 'sketch') sketchState.setState({ model })
  else translateState.setState({ model })
  closePage()
  chooseTool(tool)
}

/** The id of a run's model on trial: one for each run, which the next trial takes the place of. */
const trialId = (name: string): string => `${name.slice(0, 58)}-trial`

/** Makes the latest checkpoint a model on trial and shows the picture with it, while the run goes on. */
export async function tryOut(run: RunInfo): Promise<void> {
  const { name, step, title } = run
  const id = trialId(name)
  const said = t('lab:run.trialTitle', { title: title.slice(0, 50), step: formatNumber(step) })
  const unstated = 'not stated'
  const input = {
    name,
    id,
    title: { en: said, 'zh-CN': said },
    licence: { weights: unstated, data: unstated },
    notes: '',
    overwrite: true,
    trial: true,
    ...(run.plan.data.kind === 'unpaired' && { directions: directions() }),
  }
  try {
    await runJob('lab:run.trying', 'lab.publish', input, { values: { title } })
    await findModels()
    showWith(run, id)
  } catch (thrown) {
    reportError(thrown, 'lab:run.try')
  }
}

const directions = () => {
  const both = (text: string) => ({ en: text, 'zh-CN': text })
  return { forward: both(t('lab:publish.forwardValue')), reverse: both(t('lab:publish.reverseValue')) }
}

/** Takes a run's model on trial away, where there is one. */
export async function forgetTrial(name: string): Promise<void> {
  const models = await findModels()
  if (!models.some(({ id, own }) => own && id === trialId(name))) return
  await engine.call('models.remove', { id: trialId(name) })
  await findModels()
}
