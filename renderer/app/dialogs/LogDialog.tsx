import { Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { engine, shell } from '../connection.ts'
import { copyText, reasonOf } from '../failures.ts'
import { showDialog } from './host.tsx'

export const showLogs = (): Promise<void> =>
  showDialog<void>((answer) => <LogDialog onClose={() => answer()} />)

function LogDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const [log, setLog] = useState({ text: '', path: '' })
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    engine.call('logs.read', {}).then(setLog, (thrown) => setLog({ text: reasonOf(thrown), path: '' }))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest lines are the last ones
  useEffect(() => {
    end.current?.scrollTo(0, end.current.scrollHeight)
  }, [log])
  return (
    <Dialog
      title={t('app:logs.title')}
      {...(log.path ? { description: log.path } : {})}
      width={760}
      onClose={onClose}
      footer={
        <>
          {shell && log.path && (
            <Button onClick={() => void shell?.call('folder.show', { path: log.path })}>
              {t('app:logs.show')}
            </Button>
          )}
          <Button icon={Copy} disabled={!log.text} onClick={() => void copyText(log.text)}>
            {t('app:logs.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('app:dialog.done')}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={end} className="log" role="log" tabIndex={0} aria-label={t('app:logs.title')}>
        {log.text || t('app:logs.empty')}
      </div>
    </Dialog>
  )
}
