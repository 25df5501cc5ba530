import { useStore } from 'zustand'
import { formatNumber, type TranslationKey, useT } from '../i18n/index.ts'
import { Progress } from '../ui/Progress.tsx'
import './jobnote.css'
import { jobs, type RunningJob } from './jobs.ts'

/** What is known of how far a job is, in words; empty when nothing is. */
export function useJobState({ progress, secondsLeft, ahead }: RunningJob): string {
  const t = useT()
  const parts = [
    progress !== null && formatNumber(progress, { style: 'percent' }),
    secondsLeft !== null &&
      secondsLeft >= 1 &&
      t('app:status.secondsLeft', { seconds: formatNumber(Math.round(secondsLeft)) }),
    ahead > 0 && t('app:status.ahead', { count: ahead }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Under the button that began a job: that it is under way, and how far. Nothing while no job has this label. */
export function JobNote({ label }: { label: TranslationKey }) {
  const job = useStore(jobs, ({ running }) => running.find((each) => each.label === label))
  return job ? <Note job={job} /> : null
}

function Note({ job }: { job: RunningJob }) {
  const t = useT()
  const text = t(job.label, job.values)
  return (
    <div className="job-note">
      <span className="job-note__text">{text}…</span>
      <span className="number">{useJobState(job)}</span>
      <Progress label={text} value={job.progress} />
    </div>
  )
}
