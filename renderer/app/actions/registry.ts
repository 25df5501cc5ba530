import { normaliseShortcut } from '../../ui/keys.ts'
import type { Action } from './action.ts'

/** Every action by id, and who claimed which keys. */
export class ActionRegistry {
  readonly #actions = new Map<string, Action>()
  readonly #claims = new Map<string, string>()

  /** @throws Error when an id or a shortcut is taken: both are defects, seen at start-up. */
  register(actions: readonly Action[]): void {
    for (const action of actions) {
      if (this.#actions.has(action.id)) throw new Error(`The action "${action.id}" is registered twice.`)
      for (const shortcut of shortcutsOf(action)) {
        const keys = normaliseShortcut(shortcut)
        const owner = this.#claims.get(keys)
        if (owner)
          throw new Error(
            `"${shortcut}" of "${action.id}" is already the shortcut of "${owner}". Choose other keys.`,
          )
        this.#claims.set(keys, action.id)
      }
      this.#actions.set(action.id, action)
    }
  }

  /** @throws Error for an unknown id. */
  get(id: string): Action {
    const action = this.#actions.get(id)
    if (!action) throw new Error(`There is no action "${id}".`)
    return action
  }

  /** In the order of registration, which is the order of the menus. */
  all(): Action[] {
    return [...this.#actions.values()]
  }
}

export function shortcutsOf(action: Action): string[] {
  return [...(action.shortcut ? [action.shortcut] : []), ...(action.alternatives ?? [])]
}

export const isEnabled = (action: Action): boolean => action.enabled?.() ?? true

const registry = new ActionRegistry()

/** Adds an area's actions to the one registry of the page. */
export const registerActions = (actions: readonly Action[]): void => registry.register(actions)
export const getAction = (id: string): Action => registry.get(id)
export const allActions = (): Action[] => registry.all()
