import { CircleCheck, Cpu, type LucideIcon, Scale, TriangleAlert } from 'lucide-react'
import type { Comparison } from '../../../electron/contract/procedures/comparison.ts'
import type { TrialResult } from '../../../electron/contract/procedures/imports.ts'
import { say } from '../../i18n/index.ts'

const icons: Readonly<Record<Comparison['outcome'], LucideIcon>> = {
  same: CircleCheck,
  differs: TriangleAlert,
  notCompared: Scale,
}

/** Where the network was computed, if not on the chosen device, and whether it still does what its file does. */
export function TrialNotes({ result: { said, comparison } }: { result: TrialResult }) {
  const Outcome = icons[comparison.outcome]
  return (
    <ul className="trial-notes">
      {said && (
        <li className="trial-notes__item">
          <Cpu size={14} aria-hidden />
          <span>{say(said)}</span>
        </li>
      )}
      <li className="trial-notes__item" data-outcome={comparison.outcome}>
        <Outcome size={14} aria-hidden />
        <span>{say(comparison.said)}</span>
      </li>
    </ul>
  )
}
