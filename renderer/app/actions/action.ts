import type { LucideIcon } from 'lucide-react'
import type { TranslationKey } from '../../i18n/index.ts'

export const menuIds = ['file', 'edit', 'image', 'layer', 'select', 'view', 'help'] as const
export type MenuId = (typeof menuIds)[number]

/**
 * Where an action stands in the menu bar: `menu/section` or `menu/section/submenu`. Sections are divided by a
 * line and come in the order in which they were first registered; a submenu is named by
 * `actions:submenus.<submenu>`.
 */
export type MenuPath = `${MenuId}/${string}`

/** Something the user can do. Menu bar, context menus, toolbar, shortcuts, command palette and tests share it. */
export interface Action {
  /** `layer.duplicate`: the area, then the verb. */
  readonly id: string
  readonly label: TranslationKey
  readonly icon?: LucideIcon
  /** tinykeys syntax, `$mod+Shift+Z`. `$mod` is Command on macOS and Control elsewhere. */
  readonly shortcut?: string
  /** Further keys that do the same and are not shown in menus. */
  readonly alternatives?: readonly string[]
  /** The browser acts on the keys itself, by an event of its own such as `paste`: they are shown, not bound. */
  readonly byBrowser?: boolean
  readonly menu?: MenuPath
  /** Keeps an entry of no use out of the command palette, such as opening the palette. */
  readonly hidden?: boolean
  /** Absent: always. Read whenever the action is shown or asked for; must be cheap. */
  enabled?(): boolean
  /** Present for an action that is on or off. */
  checked?(): boolean
  perform(): void | Promise<void>
}
