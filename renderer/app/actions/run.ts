import { reportError } from '../failures.ts'
import type { Action } from './action.ts'
import { isEnabled } from './registry.ts'

/** Performs an action if it is enabled now; a failure is shown, never thrown. */
export async function runAction(action: Action): Promise<void> {
  if (!isEnabled(action)) return
  try {
    await action.perform()
  } catch (thrown) {
    reportError(thrown, action.label)
  }
}
