import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { closeDocument } from '../../app/files/close.ts'
import { moveDocument, openDocuments, showDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { AllDocuments } from './AllDocuments.tsx'
import { DocumentTab } from './DocumentTab.tsx'
import './documents.css'
import { useOverflow } from './useOverflow.ts'
import { useTabDrag } from './useTabDrag.ts'

/** The open documents, each a tab: shown, ordered and closed by mouse or keyboard. Files that are dropped here are opened. */
export function DocumentTabs() {
  const t = useT()
  const { sessions, front } = useStore(openDocuments)
  const list = useRef<HTMLDivElement>(null)
  const overflows = useOverflow(list, sessions)
  const { dragged, startDrag } = useTabDrag(list)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place among the tabs may be out of sight too, and the list of all takes room.
  useEffect(() => {
    if (front)
      list.current
        ?.querySelector('[aria-selected="true"]')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [front, sessions, overflows])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!front) return
    const at = sessions.indexOf(front)
    const to = targetOf(event.key, at, sessions.length)
    if (event.key === 'Delete') void closeDocument(front)
    else if (to === undefined) return
    else if (event.altKey) moveDocument(front, to)
    else showDocument(sessions[to]!)
    event.preventDefault()
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }

  if (!front) return null
  return (
    <div className="documents" data-takes-documents>
      <div
        ref={list}
        className="documents__list"
        role="tablist"
        aria-label={t('app:documents.label')}
        onKeyDown={onKeyDown}
        onWheel={(event) => list.current?.scrollBy({ left: event.deltaY + event.deltaX })}
      >
        {sessions.map((session) => (
          <DocumentTab
            key={session.id}
            session={session}
            selected={session === front}
            dragged={session === dragged}
            onPress={startDrag}
          />
        ))}
      </div>
      {overflows && <AllDocuments />}
    </div>
  )
}

/** Where a key leads from a tab. */
function targetOf(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowLeft') return Math.max(0, at - 1)
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
