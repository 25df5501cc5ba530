import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { isTyping } from '../../ui/typing.ts'
import { isDialogOpen } from '../dialogs/host.tsx'
import { hidesPicture } from '../pages.ts'
import { allActions, isEnabled, shortcutsOf } from './registry.ts'
import { runAction } from './run.ts'

/** Where keys that walk and choose have a meaning of their own, and where letters have one too. */
const walksInside =
  '[role="menu"], [role="menubar"], [role="listbox"], [role="tree"], [role="slider"], [role="radiogroup"]'
const typesInside = '[role="menu"], [role="listbox"]'
const walkingKey = /^(?:Shift\+)?(?:Arrow\w+|Enter|Space|Home|End|Tab|Delete|Backspace)$/

/** Whether the focused element keeps these keys to itself. */
export function isTakenBy(target: EventTarget | null, shortcut: string): boolean {
  if (isTyping(target)) return true
  if (!(target instanceof Element)) return false
  if (walkingKey.test(shortcut)) return target.closest(walksInside) !== null
  return !shortcut.includes('$mod') && target.closest(typesInside) !== null
}

/** Areas whose actions do not need the picture in view. */
const everywhere = /^(file|help|lab)\.|^view\.leave$/

/** Keys that would change what nobody sees rest while a page is in the picture's place. */
const restsNow = (id: string): boolean => hidesPicture() && !everywhere.test(id)

/**
 * Binds every registered shortcut to the page. They rest while a dialog is open, while text is typed, and where
 * the focused element gives the keys a meaning of its own.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const action of allActions().filter(({ byBrowser }) => !byBrowser))
      for (const shortcut of shortcutsOf(action))
        bindings[shortcut] = (event) => {
          if (event.defaultPrevented || isDialogOpen() || isTakenBy(event.target, shortcut)) return
          if (restsNow(action.id)) return
          // With nothing to leave it is the canvas's: it takes back what a tool has begun.
          if (shortcut === 'Escape' && !isEnabled(action)) return
          // A browser's own meaning of the keys never runs, not even while the action is disabled.
          event.preventDefault()
          if (isEnabled(action)) void runAction(action)
        }
    return tinykeys(window, bindings)
  }, [])
}
