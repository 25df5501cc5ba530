import type { Action, MenuId } from './action.ts'

export interface MenuSection {
  readonly name: string
  readonly entries: readonly MenuEntry[]
}

export type MenuEntry =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'submenu'; readonly name: string; readonly actions: readonly Action[] }

/** The sections of one menu, in the order of registration; a submenu stands where its first action does. */
export function menuSections(menu: MenuId, actions: readonly Action[]): MenuSection[] {
  const sections = new Map<string, MenuEntry[]>()
  const submenus = new Map<string, Action[]>()
  for (const action of actions) {
    const [id, section = '', submenu] = action.menu?.split('/') ?? []
    if (id !== menu) continue
    const entries = sections.get(section) ?? []
    sections.set(section, entries)
    if (!submenu) {
      entries.push({ kind: 'action', action })
      continue
    }
    const path = `${section}/${submenu}`
    const listed = submenus.get(path)
    if (listed) listed.push(action)
    else {
      const list = [action]
      submenus.set(path, list)
      entries.push({ kind: 'submenu', name: submenu, actions: list })
    }
  }
  return [...sections].map(([name, entries]) => ({ name, entries }))
}
