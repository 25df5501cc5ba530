import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { isDialogOpen } from '../dialogs/host.tsx'
import { allActions, isEnabled, shortcutsOf } from './registry.ts'
import { runAction } from './run.ts'

/** Where keys write text, and no shortcut without a modifier may take them. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type)
}

/** Elements in which arrow keys, letters and Enter have a meaning of their own. */
const ownKeys =
  '[role="menu"], [role="menubar"], [role="listbox"], [role="tree"], [role="slider"], input[type="range"]'
const plainKeys = /^(?:Shift\+)?(?:Arrow\w+|Enter|Space|Escape|Home|End|Tab|Delete|Backspace|.)$/

/**
 * Binds every registered shortcut to the page. They rest while a dialog is open and while text is typed; in
 * menus, lists and sliders those without Control or Command rest too.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const action of allActions().filter(({ byBrowser }) => !byBrowser))
      for (const shortcut of shortcutsOf(action))
        bindings[shortcut] = (event) => {
          if (event.defaultPrevented || isDialogOpen() || isTyping(event.target)) return
          if (plainKeys.test(shortcut) && event.target instanceof Element && event.target.closest(ownKeys))
            return
          // A browser's own meaning of the keys never runs, not even while the action is disabled.
          event.preventDefault()
          if (isEnabled(action)) void runAction(action)
        }
    return tinykeys(window, bindings)
  }, [])
}
