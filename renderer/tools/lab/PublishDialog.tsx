import { useId, useState } from 'react'
import type { Input } from '../../../electron/contract/define.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import { toPlainError } from '../../../electron/contract/errors.ts'
import { ModelId } from '../../../electron/contract/ids.ts'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { ask } from '../../app/dialogs/ask.tsx'
import { FormDialog } from '../../app/dialogs/FormDialog.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reportError } from '../../app/failures.ts'
import { chooseFolder } from '../../app/files/target.tsx'
import { runJob } from '../../app/jobs.ts'
import { findModels } from '../../app/models.ts'
import { currentLanguage, formatNumber, t as translate, useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { refreshRuns } from './runs.ts'

type Publishing = Omit<Input<EngineContract, 'lab.publish'>, 'name' | 'into'>

/** Makes a run a model of the studio. */
export async function publishModel(run: RunInfo): Promise<void> {
  const facts = await askFacts(run, 'publish')
  if (!facts || !(await hand(run, facts))) return
  await Promise.all([findModels(), refreshRuns()]).catch((thrown) => reportError(thrown, 'lab:title'))
  const title = facts.title[currentLanguage()]
  const done = run.plan.data.kind === 'drawn' ? 'lab:publish.doneDrawn' : 'lab:publish.done'
  showToast({ tone: 'success', title: translate(done, { title }), id: 'lab-published' })
}

/** Writes a run's networks, manifest and card into a folder. */
export async function exportModel(run: RunInfo): Promise<void> {
  const facts = await askFacts(run, 'export')
  const into = facts && (await chooseFolder(translate('lab:publish.folder'), ''))
  if (!into) return
  const folder = await hand(run, facts, into)
  if (folder)
    showToast({ tone: 'success', title: translate('lab:publish.exported', { folder }), id: 'lab-exported' })
}

/** @returns the model's folder; null when nothing was written */
async function hand(run: RunInfo, facts: Publishing, into?: string): Promise<string | null> {
  const input = { ...facts, name: run.name, ...(into !== undefined && { into }) }
  try {
    const label = into === undefined ? 'lab:publish.publishing' : 'lab:publish.exporting'
    return (await runJob(label, 'lab.publish', input, { values: { title: run.title } })).folder
  } catch (thrown) {
    if (toPlainError(thrown).code !== 'exists') {
      reportError(thrown, 'lab:run.publish')
      return null
    }
    const answer = await ask({
      title: translate('lab:publish.replaceTitle', { model: facts.id }),
      description: translate('lab:publish.replaceDescription'),
      answers: [{ value: 'replace', label: translate('lab:publish.replace') }],
    })
    return answer === 'replace' ? hand(run, { ...facts, overwrite: true }, into) : null
  }
}

const askFacts = (run: RunInfo, purpose: 'publish' | 'export'): Promise<Publishing | null> =>
  showDialog<Publishing | null>((answer) => <PublishDialog run={run} purpose={purpose} onAnswer={answer} />)

const drawings = ['lines', 'areas', 'picture'] as const
type Drawing = (typeof drawings)[number]

interface PublishDialogProps {
  run: RunInfo
  purpose: 'publish' | 'export'
  onAnswer(facts: Publishing | null): void
}

function PublishDialog({ run, purpose, onAnswer }: PublishDialogProps) {
  const t = useT()
  const notesId = useId()
  const { data } = run.plan
  const [title, setTitle] = useState(run.title)
  const [chinese, setChinese] = useState('')
  const [id, setId] = useState(run.published ?? run.name)
  const [licence, setLicence] = useState('')
  const [dataLicence, setDataLicence] = useState('')
  const [notes, setNotes] = useState('')
  const [which, setWhich] = useState<'latest' | 'best'>('latest')
  const [draws, setDraws] = useState<Drawing>('picture')
  const [forward, setForward] = useState(t('lab:publish.forwardValue'))
  const [reverse, setReverse] = useState(t('lab:publish.reverseValue'))
  const given = data.kind === 'strips' || data.kind === 'matched'
  const unstated = 'not stated'
  const both = (text: string) => ({ en: text, 'zh-CN': text })
  const facts = (): Publishing => ({
    id,
    title: { en: title.trim(), 'zh-CN': chinese.trim() || title.trim() },
    licence: { weights: licence.trim() || unstated, data: dataLicence.trim() || unstated },
    notes: notes.trim(),
    which,
    ...(given && { draws }),
    ...(data.kind === 'unpaired' && { directions: { forward: both(forward), reverse: both(reverse) } }),
  })
  const complete = title.trim() !== '' && ModelId.safeParse(id).success && forward.trim() && reverse.trim()
  return (
    <FormDialog
      title={t(purpose === 'publish' ? 'lab:publish.title' : 'lab:publish.exportTitle', { title: run.title })}
      width={520}
      submit={t(`lab:publish.${purpose}`)}
      disabled={!complete}
      onSubmit={() => onAnswer(facts())}
      onCancel={() => onAnswer(null)}
    >
      <div className="stack lab-publish">
        <TextField label={t('lab:publish.name')} value={title} maxLength={80} onChange={setTitle} />
        <TextField
          label={t('lab:publish.nameChinese')}
          value={chinese}
          placeholder={title}
          maxLength={80}
          onChange={setChinese}
        />
        <TextField label={t('lab:publish.id')} value={id} maxLength={64} onChange={setId} />
        <p className="form__hint">{t('lab:publish.idNote')}</p>
        {run.best && run.best.step !== run.step && (
          <div className="field field--wide">
            <span className="field__label">{t('lab:publish.which')}</span>
            <Segmented<'latest' | 'best'>
              label={t('lab:publish.which')}
              value={which}
              onChange={setWhich}
              segments={[
                { value: 'latest', label: t('lab:publish.latest', { step: formatNumber(run.step) }) },
                { value: 'best', label: t('lab:publish.best', { step: formatNumber(run.best.step) }) },
              ]}
            />
          </div>
        )}
        {given && (
          <Select<Drawing>
            wide
            label={t('lab:publish.draws')}
            value={draws}
            onChange={setDraws}
            groups={[drawings.map((each) => ({ value: each, label: t(`lab:publish.${each}`) }))]}
          />
        )}
        {data.kind === 'unpaired' && (
          <>
            <TextField
              label={t('lab:publish.forward')}
              value={forward}
              maxLength={80}
              onChange={setForward}
            />
            <TextField
              label={t('lab:publish.reverse')}
              value={reverse}
              maxLength={80}
              onChange={setReverse}
            />
          </>
        )}
        <TextField
          label={t('lab:publish.licence')}
          value={licence}
          placeholder={t('lab:publish.notStated')}
          onChange={setLicence}
        />
        <TextField
          label={t('lab:publish.dataLicence')}
          value={dataLicence}
          placeholder={t('lab:publish.notStated')}
          onChange={setDataLicence}
        />
        <div className="field field--wide">
          <label className="field__label" htmlFor={notesId}>
            {t('lab:publish.notes')}
          </label>
          <textarea
            id={notesId}
            className="text-field lab-notes"
            rows={3}
            maxLength={4000}
            value={notes}
            placeholder={t('lab:publish.notesPlaceholder')}
            onChange={(event) => setNotes(event.target.value)}
          />
        </div>
      </div>
    </FormDialog>
  )
}
