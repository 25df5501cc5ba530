import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heUniform, uniform } from './initialisers.ts'
import { linear } from './layers.ts'
import { type Net, withoutHeads } from './net.ts'
import type { Network, Weights } from './weights.ts'

export interface HarmonizingOptions {
  /** Units of the hidden layers. */
  hidden: readonly number[]
  /** Networks whose transforms are averaged: they err in different ways. */
  members: number
  /** Numbers of a transform. */
  outputs: number
}

/** What a network says at first of the numbers of a transform: nearly nothing is to change. */
const SMALL = uniform(0.01)

/** Name of a member's weights, and of what it sees where the members see different things. */
export const memberName = (member: number): string => `member${member + 1}`

/**
 * Statistics of an object and its surroundings -> how its colours are to change, [N, statistics] -> [N, outputs]: a few
 * fully connected layers, and a gate in [0, 1] for each example, so that what fits can be left alone.
 */
const harmonizingMember =
  ({ hidden, outputs }: HarmonizingOptions, member: number) =>
  (statistics: Value, weights: Weights): Value => {
    const own = weights.within(memberName(member))
    const inner = hidden.reduce(
      (x, units, index) =>
        op.relu(linear(x, own.within(`hidden${index + 1}`), units, { initial: heUniform })),
      statistics,
    )
    const gate = op.sigmoid(op.add(linear(inner, own.within('gate'), 1, { initial: SMALL }), 1))
    return op.mul(linear(inner, own.within('out'), outputs, { initial: SMALL }), gate)
  }

/** The mean of all members. */
export const harmonizingNetwork =
  (options: HarmonizingOptions): Network =>
  (statistics, weights) => {
    const all = Array.from({ length: options.members }, (_, member) =>
      harmonizingMember(options, member)(statistics, weights),
    )
    return op.div(all.reduce(op.add), options.members)
  }

/**
 * The same as a network that may also be shown something else for each member, under the names of its members: then it
 * hands out the answer of each as a head of that name.
 */
export const harmonizingNet =
  (options: HarmonizingOptions): Net =>
  (inputs, weights) => {
    if (inputs.input) return withoutHeads(harmonizingNetwork(options)(inputs.input, weights))
    const answers = Object.entries(inputs).map(
      ([name, statistics], member) =>
        [name, harmonizingMember(options, member)(statistics, weights)] as const,
    )
    return {
      value: op.div(answers.map(([, answer]) => answer).reduce(op.add), options.members),
      heads: Object.fromEntries(answers),
    }
  }
