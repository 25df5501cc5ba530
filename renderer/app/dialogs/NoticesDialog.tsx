import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from './host.tsx'

/** Beside the page: generated from what is installed, when the page is built. */
const NOTICES_FILE = 'third-party-notices.txt'

export const showNotices = (): Promise<void> =>
  showDialog<void>((answer) => <NoticesDialog onClose={() => answer()} />)

function NoticesDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const [text, setText] = useState('')
  useEffect(() => {
    fetch(NOTICES_FILE)
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.statusText))))
      .then(setText, (thrown: Error) => setText(t('app:notices.missing', { reason: thrown.message })))
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
