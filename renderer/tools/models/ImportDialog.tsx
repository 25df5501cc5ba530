import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { hasPixels } from '../../../electron/contract/document/index.ts'
import type { FileSource } from '../../../electron/contract/fileEnds.ts'
import {
  type ImportReport,
  type ImportSettings,
  isGenerator,
} from '../../../electron/contract/procedures/imports.ts'
import { engine } from '../../app/connection.ts'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reasonOf, reportError } from '../../app/failures.ts'
import { type PickedFile, pickFiles } from '../../app/files/pick.ts'
import { findModels, installedModels } from '../../app/models.ts'
import { openSessionOrNull } from '../../app/opened.ts'
import { formatBytes, formatNumber, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { translateState } from '../translate/state.ts'
import { GeneratorSteps } from './generator/GeneratorSteps.tsx'
import { isNamed, NameFields, nameFrom } from './NameFields.tsx'
import { SettingFields, Warnings } from './SettingFields.tsx'
import { TrialPane } from './TrialPane.tsx'
import { useTrial } from './useTrial.ts'
import './models.css'

const onnx = { extensions: ['onnx'], name: 'ONNX' }

/** Lets the user choose a network from elsewhere, try it out and install it. */
export async function importModel(): Promise<void> {
  const [file] = await pickFiles(translate('models:import.choose'), false, onnx)
  if (file) await showDialog<void>((answer) => <ImportDialog file={file} onClose={() => answer()} />)
}

/** What looking at a file found: a network of pictures, one that makes pictures of numbers, or why it is neither. */
interface Looked {
  report: ImportReport | null
  generator: FileSource | null
  problem: string
}
const nothing: Looked = { report: null, generator: null, problem: '' }

/** Looks at the file; then the settings, and the name. */
function ImportDialog({ file: first, onClose }: { file: PickedFile; onClose(): void }) {
  const t = useT()
  const [file, setFile] = useState(first)
  const [looked, setLooked] = useState<Looked>(nothing)
  useEffect(() => {
    let current = true
    setLooked(nothing)
    const look = async (): Promise<Looked> => {
      const source = await file.source()
      try {
        return { ...nothing, report: await engine.call('models.inspect', { source }) }
      } catch (thrown) {
        return isGenerator(thrown)
          ? { ...nothing, generator: source }
          : { ...nothing, problem: reasonOf(thrown) }
      }
    }
    void look().then((found) => current && setLooked(found))
    return () => {
      current = false
    }
  }, [file])
  const chooseAgain = async () => {
    const [next] = await pickFiles(t('models:import.choose'), false, onnx)
    if (next) setFile(next)
  }
  if (looked.generator) return <GeneratorSteps name={file.name} source={looked.generator} onClose={onClose} />
  if (looked.report)
    return <ImportSteps key={looked.report.session} report={looked.report} onClose={onClose} />
  return (
    <Dialog
      title={t('models:import.action')}
      width={520}
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" onClick={() => void chooseAgain()}>
            {t('models:import.chooseAgain')}
          </Button>
        </>
      }
    >
      <p role="status" className={looked.problem ? 'form__problem' : ''}>
        {looked.problem || t('models:import.looking', { name: file.name })}
      </p>
    </Dialog>
  )
}

function ImportSteps({ report, onClose }: { report: ImportReport; onClose(): void }) {
  const t = useT()
  const { session } = report
  const [settings, setSettings] = useState<ImportSettings>(report.proposal)
  const [name, setName] = useState(() => nameFrom(report.name))
  const [step, setStep] = useState<'settings' | 'name'>('settings')
  const [source, setSource] = useState<'sample' | 'layer'>('sample')
  const [seed, setSeed] = useState(0)
  const [busy, setBusy] = useState(false)
  const layer = useMemo(activeLayer, [])
  const { models } = useStore(installedModels)
  const taken = new Map(models?.map(({ id, own }) => [id, own]))
  const trial = useTrial(session, settings, source === 'layer' ? layer : null, seed)
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'models:show'))
    return () => {
      void engine.call('models.closeImport', { session }).catch(() => {})
    }
  }, [session])
  const change = (part: Partial<ImportSettings>) => setSettings((old) => corrected({ ...old, ...part }))

  const install = async () => {
    setBusy(true)
    try {
      const { id, overwrite } = name
      const title = name.title.trim()
      const licence = { weights: name.licence.trim(), data: name.dataLicence.trim() || 'not stated' }
      const input = { session, settings, id, title: { en: title, 'zh-CN': title }, licence, overwrite }
      await engine.call('models.import', input)
      await findModels()
      translateState.setState({ model: id })
      showToast({ tone: 'success', title: t('models:import.done', { title }) })
      onClose()
    } catch (thrown) {
      reportError(thrown, 'models:import.action')
      setBusy(false)
    }
  }

  const isSettings = step === 'settings'
  return (
    <Dialog
      title={t(isSettings ? 'models:import.action' : 'models:import.nameStep')}
      description={t('models:import.file', {
        name: report.name,
        size: formatBytes(report.bytes),
        opset: report.opset,
        parameters: formatNumber(report.parameters),
      })}
      width={isSettings ? 1160 : 520}
      onClose={onClose}
      footer={
        <>
          {!isSettings && (
            <span className="dialog__footer-start">
              <Button onClick={() => setStep('settings')}>{t('models:import.back')}</Button>
            </span>
          )}
          <Button variant="quiet" onClick={onClose}>
            {t('app:dialog.cancel')}
          </Button>
          {isSettings ? (
            <Button
              variant="primary"
              disabled={
                trial.problem !== '' || !trial.result || trial.result.comparison.outcome === 'differs'
              }
              onClick={() => setStep('name')}
            >
              {t('models:import.next')}
            </Button>
          ) : (
            <Button variant="primary" disabled={busy || !isNamed(name, taken)} onClick={() => void install()}>
              {t('models:import.install')}
            </Button>
          )}
        </>
      }
    >
      {isSettings ? (
        <div className="import">
          <div className="import__left">
            <TrialPane
              trial={trial}
              source={source}
              hasLayer={layer !== null}
              onSource={setSource}
              onVary={
                settings.kind === 'drawing' && settings.dropout === 'variations'
                  ? () => setSeed((old) => old + 1)
                  : undefined
              }
            />
            <Warnings
              warnings={[...(trial.result?.warnings ?? []), ...report.warnings]}
              settings={settings}
              onChange={change}
            />
          </div>
          <SettingFields report={report} settings={settings} onChange={change} />
        </div>
      ) : (
        <NameFields
          name={name}
          taken={taken}
          command="translate"
          onChange={(part) => setName((old) => ({ ...old, ...part }))}
        />
      )}
    </Dialog>
  )
}

/** Dropout gives variations to drawings alone. */
const corrected = (settings: ImportSettings): ImportSettings =>
  settings.kind === 'drawing' ? settings : { ...settings, dropout: 'off' }

function activeLayer() {
  const session = openSessionOrNull()
  const layer = session?.data.active ? session.data.layers[session.data.active] : undefined
  return session && hasPixels(layer) ? session.rasters.toPixels(layer.raster) : null
}
