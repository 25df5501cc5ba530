import type { Adjustment } from '../../../electron/contract/document/index.ts'
import type { Histogram } from '../../document/index.ts'

/** What the fields of an adjustment are given. */
export interface FieldsProps<A extends Adjustment = Adjustment> {
  adjustment: A
  /** Of what is adjusted; null: not known yet. */
  histogram: Histogram | null
  /** With every step of a drag. */
  onChange(next: Adjustment): void
  /** Once, at the end of it. */
  onCommit(): void
}
