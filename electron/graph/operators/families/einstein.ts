import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import type { Reference } from '../../operator.ts'
import {
  forEachIndex,
  invalid,
  offsetOf,
  type Shape,
  stridesOf,
  tabulate,
  unsupported,
} from '../../shapes.ts'

/** One string of single-letter labels for each operand and for the result; an ellipsis is spelt out as letters. */
export interface Terms {
  operands: string[]
  result: string
}

export function parseEquation(equation: string, inputs: readonly { shape: Shape }[]): Terms {
  const [left, right] = equation.replaceAll(' ', '').split('->') as [string, string | undefined]
  const written = left.split(',')
  if (written.length !== inputs.length)
    throw invalid(`'${equation}' is for ${written.length} inputs, not ${inputs.length}`)
  if (equation.includes('...') && /[A-Z]/.test(equation))
    throw unsupported(`does not cover capital labels beside an ellipsis ('${equation}')`)
  const ranks = inputs.map(({ shape }, k) => shape.length - written[k]!.replace('...', '').length)
  const operands = written.map((term, k) => term.replace('...', ellipsis(ranks[k]!)))
  operands.forEach((term, k) => {
    if (term.length !== inputs[k]!.shape.length)
      throw invalid(`'${written[k]}' does not fit rank ${inputs[k]!.shape.length}`)
    if (new Set(term).size !== term.length)
      throw unsupported(`does not cover the repeated label in '${term}'`)
  })
  const widest = ellipsis(Math.max(0, ...ranks.filter((_, k) => written[k]!.includes('...'))))
  return { operands, result: right === undefined ? implied(operands, widest) : right.replace('...', widest) }
}

/** Labels for so many axes, counted from the right, so that operands of different rank align. */
const ellipsis = (rank: number): string => (rank > 0 ? 'STUVWXYZ'.slice(-rank) : '')

/** Without a right side: the ellipsis first, then every label that occurs once, in order. */
function implied(operands: readonly string[], widest: string): string {
  const labels = [...operands.join('')].filter((label) => !widest.includes(label)).sort()
  return widest + labels.filter((label) => labels.indexOf(label) === labels.lastIndexOf(label)).join('')
}

export function extentsOf({ operands }: Terms, inputs: readonly { shape: Shape }[]): Map<string, number> {
  const extents = new Map<string, number>()
  operands.forEach((term, k) => {
    ;[...term].forEach((label, axis) => {
      const extent = inputs[k]!.shape[axis]!
      const known = extents.get(label) ?? 1
      if (known !== 1 && extent !== 1 && known !== extent)
        throw invalid(`'${label}' is both ${known} and ${extent}`)
      extents.set(label, Math.max(known, extent))
    })
  })
  return extents
}

export function evaluateEquation(terms: Terms, inputs: readonly Reference[]): Float64Array {
  const extents = extentsOf(terms, inputs)
  const result = [...terms.result]
  const summed = [...extents.keys()].filter((label) => !result.includes(label))
  const labels = [...result, ...summed]
  const strides = inputs.map(({ shape }, k) => {
    const own = stridesOf(shape)
    return labels.map((label) => {
      const axis = terms.operands[k]!.indexOf(label)
      return axis < 0 || shape[axis] === 1 ? 0 : own[axis]!
    })
  })
  return tabulate(
    result.map((label) => extents.get(label)!),
    (outer) => {
      let sum = 0
      forEachIndex(
        summed.map((label) => extents.get(label)!),
        (inner) => {
          const index = [...outer, ...inner]
          sum += inputs.reduce((product, { data }, k) => product * data[offsetOf(strides[k]!, index)]!, 1)
        },
      )
      return sum
    },
  )
}

/**
 * The equation of one operand's gradient: the result and the other operands, summed to the operand's labels. Labels
 * that occur nowhere else were summed over, and are left for {@link alignedWith}.
 */
export function gradientEquation({ operands, result }: Terms, index: number): { left: string; kept: string } {
  const others = operands.filter((_, k) => k !== index)
  const present = [result, ...others].join('')
  const kept = [...operands[index]!].filter((label) => present.includes(label)).join('')
  return { left: [result, ...others].join(','), kept }
}

/** Repeats a gradient along the axes that the equation summed over. */
export function alignedWith(gradient: Value, kept: string, term: string, operand: Value): Value {
  const axes = [...term].flatMap((label, axis) => (kept.includes(label) ? [] : [axis]))
  if (axes.length === 0) return gradient
  const shaped = op.unsqueeze(gradient, axes)
  return op.expand(
    shaped,
    shaped.shape.map((extent, axis) => (axes.includes(axis) ? operand.shape[axis]! : extent)),
  )
}
