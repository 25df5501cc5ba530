import { FolderOutput, PackagePlus } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { engine } from '../../app/connection.ts'
import { ask } from '../../app/dialogs/ask.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reportError } from '../../app/failures.ts'
import { findModels, installedModels } from '../../app/models.ts'
import { t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { showCard } from './card.ts'
import { askFolder } from './FolderDialog.tsx'
import { importModel } from './ImportDialog.tsx'
import { ModelRow } from './ModelRow.tsx'
import './models.css'

export const showModels = (): Promise<void> =>
  showDialog<void>((answer) => <ModelsDialog onClose={() => answer()} />)

/** What is installed, and what can be done with it. */
function ModelsDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const { models } = useStore(installedModels)
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'models:show'))
  }, [])
  return (
    <Dialog
      title={t('models:show')}
      description={t('models:about')}
      width={720}
      onClose={onClose}
      footer={
        <>
          <span className="dialog__footer-start models__actions">
            <Button icon={PackagePlus} onClick={() => void importModel()}>
              {t('models:import.action')}
            </Button>
            <Button variant="quiet" icon={FolderOutput} onClick={() => void moveModels()}>
              {t('models:move.action')}
            </Button>
          </span>
          <Button variant="primary" onClick={onClose}>
            {t('app:dialog.done')}
          </Button>
        </>
      }
    >
      <ul className="models" aria-label={t('models:show')}>
        {models?.map((model) => (
          <ModelRow
            key={model.id}
            model={model}
            onCard={() => void showCard(model)}
            onExport={() => void exportModel(model.id)}
            onRemove={() => void removeModel(model.id, model.folder)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

async function removeModel(id: string, folder: string): Promise<void> {
  const answer = await ask({
    title: translate('models:remove.title', { model: id }),
    description: translate('models:remove.description', { folder }),
    answers: [{ value: 'remove', label: translate('models:remove.action') }],
  })
  if (answer !== 'remove') return
  try {
    await engine.call('models.remove', { id })
    await findModels()
  } catch (thrown) {
    reportError(thrown, 'models:remove.action')
  }
}

async function exportModel(id: string): Promise<void> {
  const folder = await askFolder('models:export.action', 'models:export.about', '')
  if (folder === null) return
  try {
    const { files } = await engine.call('models.export', { id, folder })
    showToast({ tone: 'success', title: translate('models:export.done', { count: files.length, folder }) })
  } catch (thrown) {
    reportError(thrown, 'models:export.action')
  }
}

async function moveModels(): Promise<void> {
  const { modelsFolder } = await engine.call('settings.get', {})
  const folder = await askFolder('models:move.action', 'models:move.about', modelsFolder, true)
  if (folder === null) return
  try {
    const moved = await engine.call('models.move', { folder })
    await findModels()
    showToast({ tone: 'success', title: translate('models:move.done', { folder: moved.folder }) })
  } catch (thrown) {
    reportError(thrown, 'models:move.action')
  }
}
