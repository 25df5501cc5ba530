import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from './host.tsx'

/** A text and no module: generated from what is installed, in a chunk of its own that is loaded when asked for. */
const [loadNotices] = Object.values(
  import.meta.glob<string>('../../../THIRD_PARTY_NOTICES.md', { query: '?raw', import: 'default' }),
)

export const showNotices = (): Promise<void> =>
  showDialog<void>((answer) => <NoticesDialog onClose={() => answer()} />)

function NoticesDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const [text, setText] = useState('')
  useEffect(() => {
    loadNotices?.().then(setText, (thrown: Error) =>
      setText(t('app:notices.missing', { reason: thrown.message })),
    )
  }, [t])
  return (
    <Dialog
      title={t('actions:help.notices')}
      description={t('app:notices.thirdParty')}
      width={760}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('app:dialog.done')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="log" role="document" tabIndex={0} aria-label={t('actions:help.notices')}>
        {text}
      </div>
    </Dialog>
  )
}
