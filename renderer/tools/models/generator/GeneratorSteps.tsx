import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { FileSource } from '../../../../electron/contract/fileEnds.ts'
import type { GeneratorFacts } from '../../../../electron/contract/tools/sketch.ts'
import { engine } from '../../../app/connection.ts'
import { reportError } from '../../../app/failures.ts'
import { findModels, installedModels } from '../../../app/models.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { sketchState } from '../../sketch/state.ts'
import { isNamed, NameFields, nameFrom } from '../NameFields.tsx'
import { type Facts, GeneratorFields, ranges } from './GeneratorFields.tsx'
import { useGeneratorTrial } from './useGeneratorTrial.ts'

/** The import of a network that makes pictures of numbers: what it draws, and the name. */
export function GeneratorSteps({
  name: file,
  source,
  onClose,
}: {
  name: string
  source: FileSource
  onClose(): void
}) {
  const t = useT()
  const [facts, setFacts] = useState<Facts>({ prior: 'normal', range: 'told', words: '' })
  const [name, setName] = useState(() => nameFrom(file))
  const [step, setStep] = useState<'facts' | 'name'>('facts')
  const [busy, setBusy] = useState(false)
  const { models } = useStore(installedModels)
  const taken = new Map(models?.map(({ id, own }) => [id, own]))
  const asked = useMemo(() => factsOf(source, facts), [source, facts])
  const trial = useGeneratorTrial(asked)
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'models:show'))
  }, [])

  const install = async () => {
    setBusy(true)
    try {
      const { id, overwrite } = name
      const title = name.title.trim()
      const licence = { weights: name.licence.trim(), data: name.dataLicence.trim() || 'not stated' }
      await engine.call('sketch.import', {
        ...asked,
        id,
        title: { en: title, 'zh-CN': title },
        licence,
        overwrite,
      })
      await findModels()
      sketchState.setState({ model: id, words: {} })
      showToast({ tone: 'success', title: t('models:generator.done', { title }) })
      onClose()
    } catch (thrown) {
      reportError(thrown, 'models:import.action')
      setBusy(false)
    }
  }

  const isFacts = step === 'facts'
  return (
    <Dialog
      title={t(isFacts ? 'models:import.action' : 'models:import.nameStep')}
      description={
        trial.result
          ? t('models:generator.file', {
              name: file,
              numbers: trial.result.generation.latent.shape.reduce((a, b) => a * b, 1),
              width:
                trial.result.output.size && 'width' in trial.result.output.size
                  ? trial.result.output.size.width
                  : 0,
              height:
                trial.result.output.size && 'height' in trial.result.output.size
                  ? trial.result.output.size.height
                  : 0,
              parameters: formatNumber(trial.result.parameters),
            })
          : file
      }
      width={520}
      onClose={onClose}
      footer={
        <>
          {!isFacts && (
            <span className="dialog__footer-start">
              <Button onClick={() => setStep('facts')}>{t('models:import.back')}</Button>
            </span>
          )}
          <Button variant="quiet" onClick={onClose}>
            {t('app:dialog.cancel')}
          </Button>
          {isFacts ? (
            <Button
              variant="primary"
              disabled={trial.running || trial.problem !== ''}
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
      {isFacts ? (
        <GeneratorFields
          facts={facts}
          trial={trial}
          onChange={(part) => setFacts((old) => ({ ...old, ...part }))}
        />
      ) : (
        <NameFields
          name={name}
          taken={taken}
          command="sample"
          onChange={(part) => setName((old) => ({ ...old, ...part }))}
        />
      )}
    </Dialog>
  )
}

function factsOf(source: FileSource, { prior, range, words }: Facts): GeneratorFacts {
  const names = words
    .split(/[,，、]/)
    .map((word) => word.trim())
    .filter(Boolean)
  return {
    source,
    prior,
    ...(range !== 'told' && { range: ranges[range] }),
    ...(names.length > 0 && { words: names }),
  }
}
