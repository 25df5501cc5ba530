import { Progress as BaseProgress } from '@base-ui/react/progress'
import './progress.css'

/** How far a job is, 0 to 1; null while it cannot be told. */
export function Progress({ label, value }: { label: string; value: number | null }) {
  return (
    <BaseProgress.Root className="progress" aria-label={label} value={value === null ? null : value * 100}>
      <BaseProgress.Track className="progress__track">
        <BaseProgress.Indicator className="progress__indicator" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  )
}
