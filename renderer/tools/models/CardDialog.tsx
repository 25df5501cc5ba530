import { useEffect, useState } from 'react'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { engine } from '../../app/connection.ts'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reasonOf } from '../../app/failures.ts'
import { currentLanguage, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

export const showCard = (model: ModelInfo): Promise<void> =>
  showDialog<void>((answer) => <CardDialog model={model} onClose={() => answer()} />)

/** The card of a model, as it was written. */
function CardDialog({ model: { id, manifest, folder }, onClose }: { model: ModelInfo; onClose(): void }) {
  const t = useT()
  const [card, setCard] = useState('')
  useEffect(() => {
    engine.call('models.card', { id }).then(
      ({ markdown }) => setCard(markdown),
      (thrown) => setCard(reasonOf(thrown)),
    )
  }, [id])
  const title = manifest?.title[currentLanguage()] ?? id
  return (
    <Dialog
      title={title}
      description={folder}
      width={760}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('app:dialog.done')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="log" role="document" tabIndex={0} aria-label={t('models:card.of', { title })}>
        {card}
      </div>
    </Dialog>
  )
}
