import { Menu } from '@base-ui/react/menu'
import { ChevronDown } from 'lucide-react'
import { useStore } from 'zustand'
import { documentName } from '../../app/files/documentName.ts'
import { openDocuments, showDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { restingFocus } from '../../ui/restingFocus.ts'
import '../../ui/popup.css'

/** Every open document by its whole name, where there is no room for all tabs. */
export function AllDocuments() {
  const t = useT()
  const { sessions, front } = useStore(openDocuments)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        className="documents__all"
        aria-label={t('app:documents.all', { count: sessions.length })}
      >
        {sessions.length}
        <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="popup__positioner" align="end" sideOffset={2}>
          <Menu.Popup className="popup documents__menu" finalFocus={restingFocus}>
            <Menu.RadioGroup value={front?.id}>
              {sessions.map((session) => (
                <Menu.RadioItem
                  key={session.id}
                  className="popup__item"
                  value={session.id}
                  closeOnClick
                  onClick={() => showDocument(session)}
                >
                  <span className="popup__mark">{session === front && '•'}</span>
                  <span className="popup__text" data-own>
                    {documentName(session.store.getState())}
                  </span>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
