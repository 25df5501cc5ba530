import { CircleAlert, Info } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FontSaid, FontWork, SourceFacts } from '../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../app/connection.ts'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reasonOf } from '../../app/failures.ts'
import { say, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type ExportKind, fontKinds, specimenKinds, writeFile } from './exporting.ts'
import { changePlan, currentWork, fontState, keepPlan } from './state.ts'

/** Asks what the font is called and what kind of file is wanted, and writes it. */
export async function exportFont(name: string): Promise<void> {
  const answer = await showDialog<{ kind: ExportKind; permitted: boolean } | null>((done) => (
    <ExportDialog name={name} onAnswer={done} />
  ))
  const work = fontState.getState().works?.find((each) => each.name === name)
  if (answer && work) await writeFile(work, answer.kind, answer.permitted)
}

interface ExportDialogProps {
  name: string
  onAnswer(answer: { kind: ExportKind; permitted: boolean } | null): void
}

function ExportDialog({ name, onAnswer }: ExportDialogProps) {
  const t = useT()
  const work = useStore(fontState, (state) => currentWork({ ...state, current: name }))!
  const [kind, setKind] = useState<ExportKind>('ttf')
  const [permitted, setPermitted] = useState(false)
  const { problem, checking } = useNameProblem(work)
  const restricted = [work.source, ...work.references].some(({ embedding }) => embedding === 'restricted')
  const isFont = (fontKinds as readonly string[]).includes(kind)
  const blocked = isFont && (problem !== '' || (restricted && !permitted))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!blocked && !checking) onAnswer({ kind, permitted })
  }
  return (
    <Dialog
      title={t('font:export.title')}
      width={560}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" type="submit" form="font-export" disabled={blocked || checking}>
            {t('font:export.choose')}
          </Button>
        </>
      }
    >
      <form id="font-export" className="font-export" onSubmit={submit}>
        <Select<ExportKind>
          label={t('font:export.kind')}
          wide
          value={kind}
          onChange={setKind}
          groups={[fontKinds, specimenKinds].map((kinds) =>
            kinds.map((value) => ({ value, label: t(`font:export.kinds.${value}`) })),
          )}
          titles={[t('font:export.fonts'), t('font:export.specimens')]}
        />
        <NameFields work={work} />
        {isFont && problem && (
          <p className="font-problem" role="alert">
            <CircleAlert size={16} aria-hidden />
            <span data-own>{problem}</span>
          </p>
        )}
        {[work.source, ...work.references].map((font) => (
          <LicenceNote font={font} key={font.file} />
        ))}
        {restricted && isFont && (
          <Switch label={t('font:export.permitted')} checked={permitted} onChange={setPermitted} />
        )}
      </form>
    </Dialog>
  )
}

/** Why the names cannot be the font's; asked of the engine, which knows what the licence reserves. */
function useNameProblem(work: FontWork): { problem: string; checking: boolean } {
  const [answer, setAnswer] = useState<{ key: string; problem: string } | null>(null)
  const key = JSON.stringify(work.plan.said)
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      const tell = (problem: string) => isCurrent && setAnswer({ key, problem })
      keepPlan(work.name)
        .then(() => engine.call('fonts.checkNames', { name: work.name }))
        .then(({ problem }) => tell(problem ? say(problem) : ''))
        .catch((thrown) => tell(reasonOf(thrown)))
    }, 250)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [work.name, key])
  return { problem: answer?.problem ?? '', checking: answer?.key !== key }
}

const plain = ['style', 'version', 'designer', 'holder', 'manufacturer', 'vendor'] as const
const languages = ['zh-Hans', 'zh-Hant', 'ja'] as const

function NameFields({ work }: { work: FontWork }) {
  const t = useT()
  const { said } = work.plan
  const set = (change: Partial<FontSaid>) => changePlan(work, { said: { ...said, ...change } })
  return (
    <div className="font-names">
      <TextField
        label={t('font:export.family')}
        value={said.family}
        maxLength={200}
        onChange={(family) => set({ family })}
      />
      {languages.map((language) => (
        <TextField
          key={language}
          label={t(`font:export.local.${language}`)}
          value={said.local[language] ?? ''}
          maxLength={200}
          onChange={(value) => set({ local: { ...said.local, [language]: value } })}
        />
      ))}
      {plain.map((field) => (
        <TextField
          key={field}
          label={t(`font:export.${field}`)}
          value={said[field]}
          maxLength={field === 'vendor' ? 4 : 200}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
    </div>
  )
}

/** What the licence and the embedding bits of the source, or of a font that the style is learned from, mean for the new font. */
function LicenceNote({ font }: { font: SourceFacts }) {
  const t = useT()
  const { open, embedding, copyright, family, noSubsetting, bitmapOnly } = font
  const limits = [
    embedding !== 'installable' && t(`font:embedding.${embedding}About`),
    noSubsetting && t('font:embedding.noSubsetting'),
    bitmapOnly && t('font:embedding.bitmapOnly'),
  ].filter((part) => part !== false)
  return (
    <div className="font-licence">
      <Info size={16} aria-hidden />
      <div>
        <p>{open ? t('font:licence.open', { family }) : t('font:licence.other', { family })}</p>
        {limits.map((limit) => (
          <p key={limit}>{limit}</p>
        ))}
        {copyright && (
          <p className="font-licence__line" data-own>
            {copyright}
          </p>
        )}
      </div>
    </div>
  )
}
