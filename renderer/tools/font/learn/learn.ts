import { createStore } from 'zustand/vanilla'
import { GanvasError, toPlainError } from '../../../../electron/contract/errors.ts'
import type { FileSource } from '../../../../electron/contract/fileEnds.ts'
import type { FontScript } from '../../../../electron/contract/model/fontModel.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { isText } from '../../../../electron/contract/text.ts'
import type { Learning, ReferencesFrom } from '../../../../electron/contract/tools/fontReferences.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { ask } from '../../../app/dialogs/ask.tsx'
import { reportError } from '../../../app/failures.ts'
import { runJob } from '../../../app/jobs.ts'
import { say, t } from '../../../i18n/index.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { changeStyle, currentWork, fontState, keepPlan, refreshWorks, shownScript } from '../state.ts'

interface LearnState {
  /** What is known of the style of a font's characters of a script, and of which font. */
  known: { work: string; script: FontScript; learning: Learning } | null
  /** The learning at present: from 0 to 1, and what the network draws of held-out glyphs by now. */
  job: {
    work: string
    script: FontScript
    done: number
    secondsLeft: number | null
    preview: Pixels | null
    cancel(): void
  } | null
}

/** A style of one's own, as the page knows it. The engine keeps it. */
export const learnState = createStore<LearnState>(() => ({ known: null, job: null }))

/** Asks what is known of a font's style; what is best to draw is chosen then, which takes a moment. */
export async function refreshLearning(work: string): Promise<void> {
  await keepPlan(work)
  const script = shownScript(fontState.getState())
  const learning = await engine.call('fonts.learning', { name: work, script })
  const now = fontState.getState()
  if (currentWork(now)?.name === work && shownScript(now) === script)
    learnState.setState({ known: { work, script, learning } })
}

/** @throws GanvasError as the engine does */
export async function addReferences(work: string, from: ReferencesFrom): Promise<void> {
  await keepPlan(work)
  const { said } = await engine.call('fonts.addReferences', { name: work, from })
  if (said) showToast({ tone: 'warning', title: say(said) })
  await Promise.all([refreshWorks(), refreshLearning(work)])
}

/**
 * Takes glyphs of a second font; its maker's leave is asked about where it is needed.
 *
 * @throws GanvasError as the engine does
 */
export async function addSecondFont(
  work: string,
  font: { script: FontScript; file: FileSource; face: number; count: number },
): Promise<void> {
  try {
    await addReferences(work, { kind: 'font', ...font, permitted: false })
  } catch (thrown) {
    if (!needsLeave(thrown)) throw thrown
    const answer = await ask({
      title: t('font:learn.leave.title'),
      description: say(thrown.data),
      answers: [{ value: 'permitted', label: t('font:learn.leave.given') }],
    })
    if (answer) await addReferences(work, { kind: 'font', ...font, permitted: true })
  }
}

const needsLeave = (thrown: unknown): thrown is GanvasError & { data: Parameters<typeof say>[0] } =>
  thrown instanceof GanvasError && isText(thrown.data) && thrown.data.key === 'errors:fonts.restricted'

export async function removeReferences(work: string, characters?: number[]): Promise<void> {
  try {
    await engine.call('fonts.removeReferences', { name: work, ...(characters && { characters }) })
    await Promise.all([refreshWorks(), refreshLearning(work)])
  } catch (thrown) {
    reportError(thrown, 'font:learn.heading')
  }
}

/** The model that a script's style is learned by: that of the chosen style, else the first one. */
export function learningModel({ plan }: FontWork, script: FontScript): string | undefined {
  const styles = fontState.getState().styles.filter((each) => each.script === script)
  const style = plan.styles[script]
  const { known } = learnState.getState()
  const learned = known?.learning.learned
  if (style.kind === 'model' && style.model !== learned?.model) return style.model
  return learned?.from ?? styles[0]?.model
}

/** Learns the style, and sets the font in it. */
export async function learnStyle(work: FontWork): Promise<void> {
  const { name } = work
  const script = shownScript(fontState.getState())
  const model = learningModel(work, script)
  if (model === undefined) return
  await keepPlan(name)
  const controller = new AbortController()
  const at = (change: Partial<NonNullable<LearnState['job']>>) =>
    learnState.setState(({ job }) => ({
      job: {
        work: name,
        script,
        done: 0,
        secondsLeft: null,
        preview: null,
        cancel: () => controller.abort(),
        ...job,
        ...change,
      },
    }))
  at({})
  try {
    const learned = await runJob(
      'font:learn.job',
      'fonts.learn',
      { name, model },
      {
        signal: controller.signal,
        onProgress: ({ step, total, secondsLeft }) => at({ done: step / total, secondsLeft }),
        onPreview: (preview) => at({ preview }),
      },
    )
    await refreshWorks()
    const now = fontState.getState().works?.find((each) => each.name === name)
    if (now)
      changeStyle(now, script, {
        kind: 'model',
        model: learned.model,
        mixture: { [learned.style]: 1 },
        round: learned.round,
      })
    await refreshLearning(name)
  } catch (thrown) {
    if (toPlainError(thrown).code !== 'cancelled') reportError(thrown, 'font:learn.heading')
  } finally {
    learnState.setState({ job: null })
  }
}
