import { CircleAlert, FileType, GraduationCap, Printer, ScanLine, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { toPlainError } from '../../../../electron/contract/errors.ts'
import type { Learning } from '../../../../electron/contract/tools/fontReferences.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { showDialog } from '../../../app/dialogs/host.tsx'
import { reasonOf } from '../../../app/failures.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { SheetDialog } from '../sheet/SheetDialog.tsx'
import { writeTemplate } from '../sheet/sheets.ts'
import { ScriptChoice } from '../source/ScriptChoice.tsx'
import { fontState, scriptsOf, shownScript } from '../state.ts'
import './learn.css'
import { BeforeAfter } from './BeforeAfter.tsx'
import { addReferences, learnState, learnStyle, refreshLearning } from './learn.ts'
import { Preview } from './Preview.tsx'
import { ReferenceGrid } from './ReferenceGrid.tsx'
import { SecondFontDialog } from './SecondFontDialog.tsx'

/** Glyphs that a style takes at least; the engine says so too. */
const LEAST = 10

/** A style of one's own: glyphs to learn it from, and what came of it. */
export function LearnView({ work }: { work: FontWork }) {
  const t = useT()
  const script = useStore(fontState, shownScript)
  const known = useStore(learnState, ({ known }) =>
    known?.work === work.name && known.script === script ? known.learning : null,
  )
  const job = useStore(learnState, ({ job }) =>
    job?.work === work.name && job.script === script ? job : null,
  )
  const [problem, setProblem] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is that of the script
  useEffect(() => {
    setProblem('')
    refreshLearning(work.name).catch((thrown) => {
      if (toPlainError(thrown).code !== 'engine-lost') setProblem(reasonOf(thrown))
    })
  }, [work.name, script])
  return (
    <div className="learn" aria-busy={known === null}>
      <header className="learn__head">
        <div>
          <h3>{t('font:learn.heading')}</h3>
          <p className="font-hint">{t('font:learn.about')}</p>
        </div>
        <ScriptChoice />
        <div className="learn__ways">
          <Button
            icon={FileType}
            disabled={job !== null}
            onClick={() =>
              void showDialog((done) => <SecondFontDialog work={work.name} onDone={() => done(null)} />)
            }
          >
            {t('font:learn.fromFont')}
          </Button>
          <Button
            icon={ScanLine}
            disabled={job !== null}
            onClick={() =>
              void showDialog((done) => (
                <SheetDialog
                  work={work}
                  onTake={(glyphs) => addReferences(work.name, { kind: 'glyphs', glyphs })}
                  onClose={() => done(null)}
                />
              ))
            }
          >
            {t('font:sheet.open')}
          </Button>
          <Button
            variant="quiet"
            icon={Printer}
            disabled={!known || known.named.length === 0}
            onClick={() => known && void writeTemplate(work, String.fromCodePoint(...known.named))}
          >
            {t('font:sheet.template')}
          </Button>
        </div>
      </header>
      {problem && (
        <p className="font-problem" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span data-own>{problem}</span>
        </p>
      )}
      {known ? (
        <>
          <ReferenceGrid work={work} learning={known} disabled={job !== null} />
          <LearnBar work={work} learning={known} />
          {job?.preview && <Preview pixels={job.preview} />}
          {known.learned && !job && <BeforeAfter work={work} learned={known.learned} />}
        </>
      ) : (
        !problem && <p className="font-hint">{t('font:learn.choosing')}</p>
      )}
    </div>
  )
}

/** How many glyphs there are, and the learning. */
function LearnBar({ work, learning }: { work: FontWork; learning: Learning }) {
  const t = useT()
  const job = useStore(learnState, ({ job }) => job)
  const script = useStore(fontState, shownScript)
  const learnable = useStore(fontState, (state) => scriptsOf(state).length > 0)
  const { references, learned } = learning
  const mine = job?.work === work.name && job.script === script ? job : null
  const few = references.length < LEAST
  const said = few
    ? t('font:learn.few', { count: formatNumber(references.length), least: formatNumber(LEAST) })
    : t('font:learn.there', { count: formatNumber(references.length) })
  return (
    <div className="learn__bar">
      <div className="learn__state">
        {mine ? (
          <>
            <Progress label={t('font:learn.job')} value={mine.done} />
            <p className="font-hint number" role="status">
              {mine.secondsLeft === null
                ? t('font:learn.preparing')
                : t('font:making.left', { seconds: formatNumber(Math.ceil(mine.secondsLeft)) })}
            </p>
          </>
        ) : (
          <p className="font-hint learn__said" role="status">
            <span>{said}</span>
            {work.references.map(({ file, family, embedding, open }) => (
              <span
                className="font-chip"
                key={file}
                data-tone={embedding === 'installable' ? undefined : 'warning'}
              >
                {family} ·{' '}
                {open
                  ? t('font:source.open')
                  : t(embedding === 'installable' ? 'font:learn.noLimits' : `font:embedding.${embedding}`)}
              </span>
            ))}
          </p>
        )}
      </div>
      {mine ? (
        <Button icon={X} onClick={mine.cancel}>
          {t('font:making.cancel')}
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={GraduationCap}
          disabled={few || job !== null || !learnable}
          onClick={() => void learnStyle(work)}
        >
          {t(learned ? 'font:learn.again' : 'font:learn.start')}
        </Button>
      )}
    </div>
  )
}
