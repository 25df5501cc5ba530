import { Menu } from '@base-ui/react/menu'
import { Menubar } from '@base-ui/react/menubar'
import { useRef } from 'react'
import { type MenuId, menuIds } from '../app/actions/action.ts'
import { MenuEntries } from '../app/actions/MenuEntries.tsx'
import { menuSections } from '../app/actions/menus.ts'
import { allActions } from '../app/actions/registry.ts'
import { useT } from '../i18n/index.ts'
import { restingFocus } from '../ui/restingFocus.ts'
import './menubar.css'

/** The menus, made of every action that names a place in them. */
export function MenuBar() {
  const t = useT()
  // A chosen entry leads back to the picture; Escape leads back to the menu it came from.
  const chose = useRef(false)
  return (
    <Menubar className="menubar" aria-label={t('app:frame.menuBar')} modal={false}>
      {menuIds.map((id) => (
        <Menu.Root
          key={id}
          onOpenChange={(_, { reason }) => {
            chose.current = reason === 'item-press'
          }}
        >
          <Menu.Trigger className="menubar__trigger">{t(`actions:menus.${id}`)}</Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="popup__positioner" sideOffset={2}>
              <Menu.Popup className="popup" finalFocus={() => !chose.current || restingFocus()}>
                <OneMenu id={id} />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      ))}
    </Menubar>
  )
}

/** Rendered when the menu opens, so that each action is asked then whether it is enabled. */
function OneMenu({ id }: { id: MenuId }) {
  return <MenuEntries sections={menuSections(id, allActions())} />
}
