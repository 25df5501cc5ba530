import { Menu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { isTranslationKey, useT } from '../../i18n/index.ts'
import { formatShortcut } from '../../ui/shortcutLabel.ts'
import '../../ui/popup.css'
import type { Action } from './action.ts'
import type { MenuSection } from './menus.ts'
import { isEnabled } from './registry.ts'
import { runAction } from './run.ts'

/** Actions as the entries of a menu or context menu, sections divided by lines. */
export function MenuEntries({ sections }: { sections: readonly MenuSection[] }) {
  return sections.map((section, index) => (
    <Fragment key={section.name}>
      {index > 0 && <Menu.Separator className="popup__divider" />}
      {section.entries.map((entry) =>
        entry.kind === 'action' ? (
          <MenuAction key={entry.action.id} action={entry.action} />
        ) : (
          <Submenu key={entry.name} name={entry.name} actions={entry.actions} />
        ),
      )}
    </Fragment>
  ))
}

function MenuAction({ action }: { action: Action }) {
  const t = useT()
  const checked = action.checked?.()
  const props = {
    className: 'popup__item',
    disabled: !isEnabled(action),
    onClick: () => void runAction(action),
    'data-action': action.id,
  }
  const content = (
    <>
      <span className="popup__mark">{checked && <Check size={14} aria-hidden />}</span>
      <span className="popup__text">{t(action.label)}</span>
      {action.shortcut && <kbd className="popup__keys">{formatShortcut(action.shortcut)}</kbd>}
    </>
  )
  if (checked === undefined) return <Menu.Item {...props}>{content}</Menu.Item>
  return (
    <Menu.CheckboxItem {...props} checked={checked} closeOnClick>
      {content}
    </Menu.CheckboxItem>
  )
}

function Submenu({ name, actions }: { name: string; actions: readonly Action[] }) {
  const t = useT()
  const key = `actions:submenus.${name}`
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="popup__item">
        <span className="popup__mark" />
        <span className="popup__text">{isTranslationKey(key) ? t(key) : name}</span>
        <ChevronRight size={14} className="popup__arrow" aria-hidden />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="popup__positioner" sideOffset={-2} alignOffset={-4}>
          <Menu.Popup className="popup">
            {actions.map((action) => (
              <MenuAction key={action.id} action={action} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}
