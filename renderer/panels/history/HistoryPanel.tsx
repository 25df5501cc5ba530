import { useEffect, useRef } from 'react'
import { ActionIcon } from '../../app/actions/ActionButton.tsx'
import { useIsOpen } from '../../app/opened.ts'
import { useSettings } from '../../app/settings.ts'
import { currentSession, type Label, useDocument } from '../../document/index.ts'
import { formatBytes, isTranslationKey, useT } from '../../i18n/index.ts'
import './history.css'

/** Every step since the document was opened; a press goes to the state after it. */
export function HistoryPanel() {
  const t = useT()
  const open = useIsOpen()
  const entries = useDocument((state) => state.history)
  const position = useDocument((state) => state.historyPosition)
  const budget = useSettings((state) => state.historyBudgetMb)
  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current entry moves with the position
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [position, entries.length])
  if (!open) return <p className="panel__empty">{t('app:history.none')}</p>

  const used = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const name = ({ key, values = {} }: Label) => (isTranslationKey(key) ? t(key, values) : key)
  const steps = [
    { serial: 0, text: t('app:history.opened') },
    ...entries.map((e) => ({ serial: e.serial, text: name(e.label) })),
  ]
  return (
    <div className="history">
      <ol ref={list} className="history__list">
        {steps.map(({ serial, text }, step) => (
          <li key={serial}>
            <button
              type="button"
              className="history__entry"
              aria-current={step === position ? 'step' : undefined}
              data-undone={step > position || undefined}
              onClick={() => currentSession().goTo(step)}
            >
              {text}
            </button>
          </li>
        ))}
      </ol>
      <div className="panel__buttons">
        <ActionIcon id="edit.undo" />
        <ActionIcon id="edit.redo" />
        <span className="panel__spacer" />
        <span className="panel__note number">
          {t('app:history.memory', { used: formatBytes(used), budget: formatBytes(budget * 1024 * 1024) })}
        </span>
      </div>
    </div>
  )
}
