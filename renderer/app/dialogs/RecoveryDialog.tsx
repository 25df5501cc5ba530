import { useState } from 'react'
import type { RecoveryEntry } from '../../../electron/contract/procedures/recovery.ts'
import { currentLanguage, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { engine } from '../connection.ts'
import { reportError } from '../failures.ts'
import { ask } from './ask.tsx'
import { showDialog } from './host.tsx'
import './recovery.css'

/** Offers documents that were not closed properly. Those discarded are gone; what is not chosen is offered again. */
export function askRecovery(entries: readonly RecoveryEntry[]): Promise<readonly RecoveryEntry[]> {
  return showDialog<readonly RecoveryEntry[]>((answer) => (
    <RecoveryDialog entries={entries} onAnswer={answer} />
  ))
}

function RecoveryDialog({
  entries,
  onAnswer,
}: {
  entries: readonly RecoveryEntry[]
  onAnswer(chosen: readonly RecoveryEntry[]): void
}) {
  const t = useT()
  const [left, setLeft] = useState(entries)
  const time = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  const discard = async (entry: RecoveryEntry) => {
    const answer = await ask({
      title: t('app:recovery.discardTitle', { name: entry.name || t('app:document.untitled') }),
      description: t('app:recovery.discardDescription', { time: time.format(entry.savedAt) }),
      answers: [{ value: 'discard', label: t('app:recovery.discard'), danger: true }],
    })
    if (answer !== 'discard') return
    const rest = left.filter((other) => other !== entry)
    setLeft(rest)
    engine
      .call('recovery.discard', { documentId: entry.documentId })
      .catch((thrown) => reportError(thrown, 'app:failure.autosave'))
    if (rest.length === 0) onAnswer([])
  }
  return (
    <Dialog
      role="alertdialog"
      title={t('app:recovery.title')}
      description={t('app:recovery.description')}
      width={480}
      onClose={() => onAnswer([])}
      footer={
        <>
          <Button onClick={() => onAnswer([])}>{t('app:recovery.later')}</Button>
          {left.length > 1 && (
            <Button variant="primary" onClick={() => onAnswer(left.filter(({ damaged }) => !damaged))}>
              {t('app:recovery.recoverAll')}
            </Button>
          )}
        </>
      }
    >
      <ul className="recovery">
        {left.map((entry) => (
          <li key={entry.documentId} className="recovery__entry">
            <span className="recovery__text">
              <span className="recovery__name">{entry.name || t('app:document.untitled')}</span>
              <span className="recovery__time">{time.format(entry.savedAt)}</span>
            </span>
            <Button variant="quiet" onClick={() => void discard(entry)}>
              {t('app:recovery.discard')}
            </Button>
            <Button variant={left.length > 1 ? 'normal' : 'primary'} onClick={() => onAnswer([entry])}>
              {t('app:recovery.recover')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
