import type { Input, Output } from '../../../electron/contract/define.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { reportError } from '../../app/failures.ts'
import { runJob } from '../../app/jobs.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { fontState, keepPlan, refreshGlyphs } from './state.ts'

/** While glyphs are made, what shows them is told so often. */
const REFRESH_MS = 1500

/** Runs a job that makes glyphs, and follows them; null where it failed, which is told, or was cancelled. */
export async function following<K extends 'fonts.generate' | 'fonts.export'>(
  name: K,
  input: Input<EngineContract, K>,
): Promise<Output<EngineContract, K> | null> {
  const { name: work } = input
  await keepPlan(work)
  const controller = new AbortController()
  let told = performance.now()
  const at = (step: number, total: number, secondsLeft: number | null) =>
    fontState.setState({ job: { work, step, total, secondsLeft, cancel: () => controller.abort() } })
  at(0, 0, null)
  try {
    return await runJob('font:making.label', name, input, {
      signal: controller.signal,
      onProgress({ step, total, secondsLeft }) {
        at(step, total, secondsLeft)
        if (performance.now() - told < REFRESH_MS) return
        told = performance.now()
        void refreshGlyphs(work).catch(() => {})
      },
    })
  } catch (thrown) {
    if (toPlainError(thrown).code !== 'cancelled') reportError(thrown, 'font:title')
    return null
  } finally {
    fontState.setState({ job: null })
    void refreshGlyphs(work).catch(() => {})
  }
}

/** Makes what the plan asks for. */
export async function makeGlyphs(work: string): Promise<void> {
  const made = await following('fonts.generate', { name: work })
  if (made && made.flagged > 0)
    showToast({
      tone: 'warning',
      title: t('font:making.look', { count: String(made.flagged) }),
      action: { label: t('font:making.show'), perform: () => fontState.setState({ view: 'glyphs' }) },
    })
}
