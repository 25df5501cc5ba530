import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from '../objectives/mean.ts'
import type { Form } from './form.ts'

/**
 * EBGAN's form (Zhao et al. 2017, equations 1 and 2): scores are energies, low for what is real. Made examples are raised
 * up to a margin, each by itself; above it they are left alone.
 */
export function energyMargin({ margin }: { margin: number }): Form {
  const raised = (energies: Value) => mean(op.relu(op.sub(margin, energies)))
  return { asReal: mean, asFake: raised, fool: mean, dodge: raised }
}
