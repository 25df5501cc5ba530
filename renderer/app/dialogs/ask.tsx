import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from './host.tsx'

export interface Question<T extends string> {
  title: string
  description: string
  /** The last one is the primary answer. */
  answers: readonly { value: T; label: string; danger?: boolean }[]
}

/** Asks; Escape and the cross answer null. */
export function ask<T extends string>(question: Question<T>): Promise<T | null> {
  return showDialog<T | null>((answer) => <AskDialog {...question} onAnswer={answer} />)
}

function AskDialog<T extends string>({
  title,
  description,
  answers,
  onAnswer,
}: Question<T> & { onAnswer(value: T | null): void }) {
  const t = useT()
  const last = answers.length - 1
  return (
    <Dialog
      title={title}
      description={description}
      role="alertdialog"
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          {answers.map(({ value, label, danger }, index) => (
            <Button
              key={value}
              variant={index === last ? 'primary' : danger ? 'danger' : 'normal'}
              autoFocus={index === last}
              onClick={() => onAnswer(value)}
            >
              {label}
            </Button>
          ))}
        </>
      }
    />
  )
}
