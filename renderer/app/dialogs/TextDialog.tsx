import { type ReactNode, useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from './host.tsx'

export interface LongText {
  title: string
  description: string
  /** What a screen reader calls the text; the title if not given. */
  label?: string
  /** How the text is shown; absent: as it is. */
  render?(text: string): ReactNode
  /** Fetches the text; what it rejects with is shown in its place. */
  load(): Promise<string>
  reasonOf(thrown: unknown): string
}

/** Shows a text that is too long for the page, and is fetched only now. */
export const showText = (text: LongText): Promise<void> =>
  showDialog<void>((answer) => <TextDialog {...text} onClose={() => answer()} />)

function TextDialog({
  title,
  description,
  label = title,
  load,
  render,
  reasonOf,
  onClose,
}: LongText & { onClose(): void }) {
  const t = useT()
  const [text, setText] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched once for each opening.
  useEffect(() => {
    load().then(setText, (thrown) => setText(reasonOf(thrown)))
  }, [])
  return (
    <Dialog
      title={title}
      description={description}
      width={760}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('app:dialog.done')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={render ? 'reading' : 'log'} role="document" tabIndex={0} aria-label={label}>
        {render ? render(text) : text}
      </div>
    </Dialog>
  )
}
