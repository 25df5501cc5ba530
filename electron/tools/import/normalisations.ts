import { constantOf } from '../../graph/constant.ts'
import type { Graph, Node } from '../../graph/graph.ts'

/** Operators that normalise, as they are counted for the user. */
const normalising = new Set([
  'BatchNormalization',
  'InstanceNormalization',
  'GroupNormalization',
  'LayerNormalization',
])

export interface Behaviours {
  normalisations: Record<string, number>
  /** Batch normalisations that the file has in training. */
  inTraining: number
  dropouts: number
  /** Dropouts that drop: those in training, and, of files before opset 12 that say no such thing, all beside those. */
  active: number
}

/** What of a network behaves otherwise in training than in use. */
export function behavioursOf(graph: Graph, opset: number): Behaviours {
  const normalisations: Record<string, number> = {}
  for (const { operator } of graph.nodes)
    if (normalising.has(operator.name))
      normalisations[operator.name] = (normalisations[operator.name] ?? 0) + 1
  const inTraining = graph.nodes.filter(isTraining).length
  const dropouts = graph.nodes.filter(({ operator }) => operator.name === 'Dropout')
  const said = dropouts.filter(drops).length
  return {
    normalisations,
    inTraining,
    dropouts: dropouts.length,
    active: opset < 12 && inTraining > 0 ? dropouts.length : said,
  }
}

export const isTraining = ({ operator, attributes }: Node): boolean =>
  operator.name === 'BatchNormalization' && attributes.training_mode === 1

/** Whether a dropout drops when the file runs as it is. */
function drops({ inputs: [, , training] }: Node): boolean {
  if (!training) return false
  const state = constantOf(training)
  return state === null || state.data[0] !== 0
}

/** The share that a dropout drops. */
export function ratioOf({ inputs: [, ratio] }: Node): number {
  return ratio ? Number(constantOf(ratio)?.data[0] ?? 0.5) : 0.5
}
