import { FlaskConical } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import './lab.css'
import './newModel.css'
import './run.css'
import { NewModel } from './NewModel.tsx'
import { RunList } from './RunList.tsx'
import { RunView } from './RunView.tsx'
import { isUnderWay, lab, lookAt, refreshRuns, runUnderWay } from './runs.ts'

/** The Lab: trainings on the left, one of them or a new one on the right. */
export function LabPage() {
  const { runs, place } = useStore(lab)
  useEffect(() => {
    lab.setState({ watched: true })
    void refreshRuns()
    return () => lab.setState({ watched: false })
  }, [])
  if (runs === null) return <div className="lab" aria-busy />
  const chosen = place?.kind === 'run' ? runs.find(({ name }) => name === place.name) : undefined
  const run =
    place === null || (place.kind === 'run' && !chosen) ? (runs.find(isUnderWay) ?? runs[0]) : chosen
  const empty = runs.length === 0 && place?.kind !== 'new'
  return (
    <div className="lab">
      {empty ? (
        <EmptyLab />
      ) : (
        <div className="lab__body">
          <RunList
            runs={runs}
            place={place?.kind === 'new' ? place : run ? { kind: 'run', name: run.name } : null}
          />
          <div className="lab__main" key={place?.kind === 'new' ? 'new' : run?.name}>
            {place?.kind === 'new' || !run ? (
              <NewModel />
            ) : (
              <RunView run={run} busyWith={runUnderWay(runs)?.title} />
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function EmptyLab() {
  const t = useT()
  return (
    <div className="empty">
      <div className="empty__card">
        <FlaskConical size={40} strokeWidth={1.25} className="empty__icon" aria-hidden />
        <h2 className="empty__title">{t('lab:empty.title')}</h2>
        <p className="empty__text">{t('lab:empty.text')}</p>
        <div className="empty__buttons">
          <Button variant="primary" onClick={() => lookAt({ kind: 'new' })}>
            {t('lab:newModel')}
          </Button>
        </div>
      </div>
    </div>
  )
}
