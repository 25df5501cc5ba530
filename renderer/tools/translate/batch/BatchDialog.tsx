import { FolderOpen, Images } from 'lucide-react'
import { useStore } from 'zustand'
import { BatchFormat } from '../../../../electron/contract/tools/translate.ts'
import { showDialog } from '../../../app/dialogs/host.tsx'
import { reportError } from '../../../app/failures.ts'
import { FormatFields } from '../../../app/files/FormatFields.tsx'
import { pictureExtensions } from '../../../app/files/formats.ts'
import { chooseFiles, chooseFolder } from '../../../app/files/target.tsx'
import { installedModels } from '../../../app/models.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { ModelChoice } from '../fields/ModelChoice.tsx'
import { SettingsFields } from '../fields/SettingsFields.tsx'
import { chosenTranslator, type Translator, translateState, translators } from '../state.ts'
import { BatchReport } from './BatchReport.tsx'
import { batchPlan, batchState, leaveBatch, outFolderFor, startBatch } from './batch.ts'
import './batch.css'

/** Asks which pictures, with which settings and where to, and shows how far it is. */
export const translateMany = (): Promise<void> =>
  showDialog<void>((answer) => <BatchDialog onClose={() => answer(undefined)} />)

function BatchDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const { models } = useStore(installedModels)
  const state = useStore(translateState)
  const { now } = useStore(batchState)
  const plan = useStore(batchPlan)
  const available = translators(models) ?? []
  const translator = chosenTranslator(available, state)
  const asks = now.kind === 'idle' || now.kind === 'failed'
  const close = () => {
    leaveBatch()
    onClose()
  }
  const start = () => translator && void startBatch(translator, state.settings)
  return (
    <Dialog
      title={t('translate:batch.title')}
      width={480}
      onClose={close}
      footer={
        <>
          {now.kind === 'running' && (
            <Button onClick={() => now.cancel()}>{t('translate:batch.stop')}</Button>
          )}
          <Button variant={now.kind === 'done' ? 'primary' : 'quiet'} onClick={close}>
            {t(now.kind === 'idle' ? 'app:dialog.cancel' : 'app:dialog.close')}
          </Button>
          {now.kind !== 'running' && now.kind !== 'done' && (
            <Button
              variant="primary"
              disabled={!translator || plan.from.length === 0 || plan.out === ''}
              onClick={start}
            >
              {t(now.kind === 'stopped' ? 'translate:batch.goOn' : 'translate:run')}
            </Button>
          )}
        </>
      }
    >
      {asks ? (
        <Questions available={available} translator={translator} wanted={state.model} />
      ) : (
        <BatchReport now={now} out={plan.out} />
      )}
      {now.kind === 'failed' && (
        <p className="batch__problem" role="alert">
          {now.reason}
        </p>
      )}
    </Dialog>
  )
}

interface QuestionsProps {
  available: readonly Translator[]
  translator: Translator | undefined
  wanted: string | null
}

function Questions({ available, translator, wanted }: QuestionsProps) {
  const t = useT()
  const settings = useStore(translateState, (state) => state.settings)
  const { overwrite, options } = useStore(batchPlan)
  return (
    <div className="stack tool-form">
      <Places />
      <ModelChoice available={available} chosen={translator} wanted={wanted} />
      {translator && <SettingsFields translator={translator} settings={settings} />}
      <FormatFields
        formats={BatchFormat.options}
        options={options}
        transparent
        onChange={(part) => batchPlan.setState({ options: { ...options, ...part } })}
      />
      <Switch
        label={t('translate:batch.overwrite')}
        checked={overwrite}
        onChange={(checked) => batchPlan.setState({ overwrite: checked })}
      />
    </div>
  )
}

/** Which pictures, and where their results go. */
function Places() {
  const t = useT()
  const { from, out } = useStore(batchPlan)
  const [first = ''] = from
  const take = (paths: readonly string[], isFolder: boolean) => {
    const [path] = paths
    if (path === undefined) return
    // A place that was chosen by hand stays.
    const before = from[0] === undefined ? '' : suggestions(from[0], t('translate:batch.folderName'))
    const suggested = outFolderFor(path, isFolder, t('translate:batch.folderName'))
    batchPlan.setState({ from: paths, ...((out === '' || before.includes(out)) && { out: suggested }) })
  }
  const folder = async () => {
    const path = await chooseFolder(t('translate:batch.from'), first)
    if (path !== null) take([path], true)
  }
  const files = async () => {
    const kind = { name: t('app:files.pictures'), extensions: pictureExtensions }
    take(await chooseFiles(t('translate:batch.from'), kind), false)
  }
  const results = async () => {
    const path = await chooseFolder(t('translate:batch.out'), '')
    if (path !== null) batchPlan.setState({ out: path })
  }
  const when = (choose: () => Promise<void>) => () =>
    void choose().catch((thrown) => reportError(thrown, 'translate:batch.title'))
  const chosen = from.length > 1 ? t('translate:batch.files', { count: from.length }) : first
  return (
    <dl className="batch__places">
      <dt>{t('translate:batch.from')}</dt>
      <dd className="batch__path" data-empty={first === '' || undefined} title={chosen}>
        <bdi>{chosen || t('translate:batch.none')}</bdi>
      </dd>
      <dd className="batch__buttons">
        <Button icon={FolderOpen} aria-label={t('translate:batch.chooseFrom')} onClick={when(folder)}>
          {t('translate:batch.folder')}
        </Button>
        <Button icon={Images} onClick={when(files)}>
          {t('translate:batch.someFiles')}
        </Button>
      </dd>
      <dt>{t('translate:batch.out')}</dt>
      <dd className="batch__path" data-empty={out === '' || undefined} title={out}>
        <bdi>{out || t('translate:batch.none')}</bdi>
      </dd>
      <dd className="batch__buttons">
        <Button icon={FolderOpen} aria-label={t('translate:batch.chooseOut')} onClick={when(results)}>
          {t('translate:batch.folder')}
        </Button>
      </dd>
    </dl>
  )
}

const suggestions = (path: string, name: string): string[] =>
  [true, false].map((isFolder) => outFolderFor(path, isFolder, name))
