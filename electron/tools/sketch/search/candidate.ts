import type { Random } from '../../../nets/random.ts'
import type { Generator } from '../generator.ts'
import { freeOf, latentOf } from '../latents/prior.ts'
import { drawWords } from '../words.ts'
import type { Ask } from './ask.ts'
import { optimiser, type Term } from './graph.ts'
import type { Group, Seen } from './network.ts'
import { thumbnail } from './rank.ts'

/** One picture of a session, and the latent that draws it. */
export interface Candidate {
  /** Without bounds, on its way. */
  free: Float32Array
  slots: Float32Array[]
  updates: number
  /** What it shows of words that nobody says, [words]. */
  own: Float32Array
  /** What its picture was drawn with. */
  latent: Float32Array
  condition: Float32Array
  /** [C, H, W] in [0, 1]. */
  picture: Float32Array
  thumb: Float32Array
  costs: Readonly<Record<Term | 'total', number>>
}

const noCosts: Candidate['costs'] = {
  color: 0,
  outline: 0,
  smooth: 0,
  prior: 0,
  real: 0,
  alike: 0,
  drag: 0,
  total: 0,
}

/** A candidate that was not drawn yet. */
export function newCandidate(generator: Generator, latent: ArrayLike<number>, random: Random): Candidate {
  const numbers = freeOf(latent, generator.latent.prior)
  const own = drawWords(generator, random)
  return {
    ...atRest(numbers),
    own,
    latent: latentOf(numbers, generator.latent.prior),
    condition: own,
    picture: new Float32Array(),
    thumb: new Float32Array(),
    costs: noCosts,
  }
}

/** What a candidate costs by its colours alone, before a step has told more: what strokes changed is not known of any other term. */
export function guessCosts(candidate: Candidate, ask: Ask, weight: number): void {
  const cost = weight * colorError(candidate.picture, ask)
  candidate.costs = { ...noCosts, color: cost, total: cost }
}

/** How far a picture is from the colours that were drawn: the masked mean square in [-1, 1]; 0 where none were. */
export function colorError(picture: Float32Array, { color, colorMask }: Ask): number {
  const count = colorMask.length
  let [sum, whole] = [0, 0]
  for (const share of colorMask) whole += share
  if (whole === 0) return 0
  for (let i = 0; i < color.length; i++) sum += colorMask[i % count]! * (2 * (picture[i]! - color[i]!)) ** 2
  return sum / (whole * (color.length / count))
}

/** A latent whose optimiser knows nothing yet. */
export const atRest = (numbers: Float32Array): Pick<Candidate, 'free' | 'slots' | 'updates'> => ({
  free: numbers,
  slots: optimiser.slots.map(() => new Float32Array(numbers.length)),
  updates: 0,
})

/** Candidates as a run of the network takes them. The last one fills up a group that has too few. */
export function gather(members: readonly Candidate[], batch: number): Group {
  const filled = Array.from({ length: batch }, (_, n) => members[Math.min(n, members.length - 1)]!)
  const joined = (part: (candidate: Candidate) => Float32Array) => {
    const parts = filled.map(part)
    const all = new Float32Array(batch * parts[0]!.length)
    for (const [n, numbers] of parts.entries()) all.set(numbers, n * numbers.length)
    return all
  }
  return {
    free: joined((candidate) => candidate.free),
    slots: optimiser.slots.map((_, k) => joined((candidate) => candidate.slots[k]!)),
    updates: members[0]!.updates,
  }
}

/** Gives candidates what a step found out about them, and where it brought their latents. */
export function scatter(
  members: readonly Candidate[],
  group: Group,
  seen: Seen,
  conditions: readonly Float32Array[],
  { output, latent }: Generator,
): void {
  const { width, height } = output.size
  for (const [n, candidate] of members.entries()) {
    const own = (all: Float32Array, size: number) => all.slice(n * size, (n + 1) * size)
    const z = candidate.free.length
    candidate.latent = latentOf(candidate.free, latent.prior)
    candidate.condition = conditions[n]!
    candidate.picture = own(seen.pictures, output.channels.length * width * height)
    candidate.thumb = thumbnail(candidate.picture, output.channels.length, width, height)
    candidate.costs = seen.costs[n]!
    candidate.free = own(group.free, z)
    candidate.slots = group.slots.map((slot) => own(slot, z))
    candidate.updates = group.updates
  }
}
