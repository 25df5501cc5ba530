import type { Value } from '../../graph/graph.ts'
import { type Seen, type Table, type Term, thingsOf } from '../game/thing.ts'
import * as objectives from '../objectives/gradientPenalty.ts'

/** A critic as a function of what it judges, all else that it sees as it is. */
function judging(table: Table, critic: string, seen: Seen) {
  const [[name, judged], ...others] = Object.entries(typeof seen === 'string' ? { input: seen } : seen) as [
    [string, string],
    ...[string, string][],
  ]
  const fixed = others.map(([input, thing]) => [input, table.thing(thing)])
  const score = (x: Value) => table.play(critic, { [name]: x, ...Object.fromEntries(fixed) }, judged).value
  return { score, judged: table.thing(judged) }
}

/**
 * {@link objectives.gradientPenalty} between what a critic judges and what was made in its place.
 *
 * @param draws names the noise, for games of several such critics
 */
export const gradientPenalty = (critic: string, real: Seen, fake: string, draws = 'mixing'): Term => ({
  players: [critic],
  things: [...thingsOf(real), fake],
  make(table) {
    const { score, judged } = judging(table, critic, real)
    const shape = [table.rows, ...judged.shape.slice(1).map(() => 1)]
    const mixing = () => table.step.noise(draws, shape, { kind: 'uniform', from: 0, to: 1 })
    return objectives.gradientPenalty(score, judged, table.thing(fake), mixing())
  },
})

/** {@link objectives.r1} at what a critic judges. */
export const r1 = (critic: string, real: Seen): Term => ({
  players: [critic],
  things: thingsOf(real),
  make(table) {
    const { score, judged } = judging(table, critic, real)
    return objectives.r1(score, judged)
  },
})
