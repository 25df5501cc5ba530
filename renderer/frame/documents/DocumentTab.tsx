import { X } from 'lucide-react'
import type { PointerEvent } from 'react'
import { useStore } from 'zustand'
import { closeDocument } from '../../app/files/close.ts'
import { documentName } from '../../app/files/documentName.ts'
import type { DocumentSession } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'

interface DocumentTabProps {
  session: DocumentSession
  selected: boolean
  dragged: boolean
  onPress(event: PointerEvent, session: DocumentSession): void
}

const isClose = ({ target }: { target: EventTarget }): boolean =>
  target instanceof Element && target.closest('.document-tab__close') !== null

/** A document's name, whether it is saved, and what closes it: the cross, a click with the middle button, or Delete. */
export function DocumentTab({ session, selected, dragged, onPress }: DocumentTabProps) {
  const t = useT()
  const name = useStore(session.store, documentName)
  const unsaved = useStore(session.store, (state) => state.unsaved)
  const file = useStore(session.store, (state) => state.file)
  return (
    <Tooltip text={file ?? t('app:documents.noFile', { name })}>
      <button
        type="button"
        className="document-tab"
        role="tab"
        data-own
        data-document={session.id}
        data-dragged={dragged || undefined}
        data-unsaved={unsaved || undefined}
        aria-selected={selected}
        aria-label={unsaved ? t('app:documents.unsaved', { name }) : name}
        tabIndex={selected ? 0 : -1}
        onPointerDown={(event) => {
          // The middle button would scroll, and the first take the focus from where it is.
          if (event.button < 2) event.preventDefault()
          if (event.button === 0 && !isClose(event)) onPress(event, session)
        }}
        onMouseDown={(event) => event.button < 2 && event.preventDefault()}
        onClick={(event) => isClose(event) && void closeDocument(session)}
        onAuxClick={(event) => event.button === 1 && void closeDocument(session)}
      >
        <span className="document-tab__name">{name}</span>
        <span className="document-tab__close" title={t('app:documents.close', { name })}>
          <X size={13} aria-hidden />
        </span>
      </button>
    </Tooltip>
  )
}
