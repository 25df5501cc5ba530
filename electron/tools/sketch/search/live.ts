import type { SketchSettings } from '../../../contract/document/index.ts'
import { type Text, text } from '../../../contract/text.ts'
import type { Generator } from '../generator.ts'
import { conditionOf } from '../words.ts'
import { type Ask, knownCells } from './ask.ts'
import { atRest, type Candidate, colorError, gather, scatter } from './candidate.ts'
import { Handles } from './handles.ts'
import type { SearchNetwork, StepInput } from './network.ts'

/** Smaller than iGAN's 0.1, which carries latents out of what the generator learned before 40 steps are over. */
const RATE = 0.04
/** What handles move by, which are looked at after each step. */
const DRAG_RATE = 0.03
/** Weights beside those of the settings: iGAN's, and what keeps latents to their prior. */
const WEIGHT = { color: 1, outline: 0.2, smooth: 5, prior: 0.02, real: 0.1, drag: 1 }
/** How much a pixel that nobody drew on is to stay what it was in a fixed result, against one that somebody did. */
const STAY = 0.03
/** Steps of the first group before the others begin, so that something is seen at once. */
const LEAD = 2
/** Parts of a search after each of which the half that agrees least is left as it is. */
const ROUNDS = 4
/** Masked mean square in [-1, 1] of the best answer, from which on nobody would say that it agrees: a quarter of the range. */
const UNMET = 0.25

/** What a search has in hand. */
export interface Search {
  readonly generator: Generator
  readonly candidates: readonly Candidate[]
  /** Numbers of the candidates, those to be searched first at the front. */
  readonly order: readonly number[]
  readonly ask: Ask
  readonly said: Readonly<Record<string, number>>
  readonly settings: SketchSettings
  readonly anchor: Anchor | null
}

/** A result that others stay near. */
export interface Anchor {
  readonly latent: Float32Array
  /** [C, H, W] in [0, 1]. */
  readonly picture: Float32Array
}

export interface Watching {
  /** Lets others have their say between steps. @throws to stop the search */
  breathe(): Promise<void>
  /** Hears after every step that was worth looking at. */
  look(step: number, total: number, handles?: readonly { x: number; y: number }[]): void
  notice(said: Text): void
}

/**
 * Searches all candidates, in groups as the network takes them; the first group leads. After every some steps the half of the
 * groups that agrees least stays where it has come to (successive halving, Jamieson and Talwalkar 2016), and the others are
 * searched on.
 *
 * @param ranked candidates as they would be shown by now: their numbers, the one that was chosen first
 */
export async function search(
  network: SearchNetwork,
  work: Search,
  watching: Watching,
  ranked: () => readonly number[],
): Promise<void> {
  const { candidates, order, settings, generator, ask } = work
  const { batch } = network.program
  const grouped = (numbers: readonly number[]) =>
    Array.from({ length: Math.ceil(numbers.length / batch) }, (_, n) =>
      numbers.slice(n * batch, (n + 1) * batch).map((k) => candidates[k]!),
    )
  let groups = grouped(order)
  for (const candidate of candidates) Object.assign(candidate, atRest(candidate.free))
  const input = inputOf(work)
  const step = (members: readonly Candidate[]) => stepOf(network, members, input, work)
  const total = settings.iterations
  const round = Math.ceil(total / ROUNDS)
  for (let k = 0; k < LEAD && k < total; k++) {
    await step(groups[0]!)
    watching.look(k + 1, total)
    await watching.breathe()
  }
  for (let k = 0; k < total; k++) {
    if (k >= LEAD && k % round === 0)
      groups = grouped(ranked().slice(0, batch * Math.ceil(groups.length / 2)))
    for (const [n, members] of groups.entries()) {
      // The first ones are ahead by now.
      if (n === 0 && k < LEAD) continue
      await step(members)
      watching.look(Math.min(k + 1, total), total)
      await watching.breathe()
    }
  }
  const asked = ask.colorMask.some((share) => share > 0) && settings.color > 0
  const best = Math.min(...candidates.map(({ picture }) => colorError(picture, ask)))
  if (asked && best > UNMET) watching.notice(text('sketch.unmet', { model: generator.id }))
}

/** Brings parts of one candidate to other places; see `terms/drag.ts`. */
export async function drag(
  network: SearchNetwork,
  candidate: Candidate,
  work: Search,
  watching: Watching,
): Promise<void> {
  const [, channels, height, width] = network.program.features!
  const size = { channels: channels!, height: height!, width: width! }
  const still: StepInput = { ...inputOf(work), weights: {}, rate: 0 }
  Object.assign(candidate, atRest(candidate.free))
  const first = await stepOf(network, [candidate], still, work)
  Object.assign(candidate, atRest(candidate.free))
  const handles = new Handles(work.ask.handles, first.features!, size)
  const input = inputOf(work)
  const total = work.settings.iterations
  for (let k = 0; k < total && !handles.arrived; k++) {
    const feeds = { ...input.feeds, ...handles.feeds() }
    const weights = { ...input.weights, drag: WEIGHT.drag }
    const seen = await stepOf(network, [candidate], { feeds, weights, rate: DRAG_RATE }, work)
    handles.track(seen.features!)
    watching.look(k + 1, total, handles.places)
    await watching.breathe()
  }
}

async function stepOf(
  network: SearchNetwork,
  members: readonly Candidate[],
  input: StepInput,
  { generator, said }: Search,
) {
  const { batch } = network.program
  const group = gather(members, batch)
  const conditions = members.map(({ own }) => conditionOf(generator, said, own))
  const words = generator.condition?.words.length ?? 0
  const condition = new Float32Array(batch * words)
  for (const [n, shares] of conditions.entries()) condition.set(shares, n * words)
  const seen = await network.step(group, { ...input, feeds: { ...input.feeds, condition } })
  scatter(members, group, seen, conditions, generator)
  return seen
}

function inputOf({ ask, settings, anchor, generator }: Search): StepInput {
  const { width, height } = generator.output.size
  const { color, mask, share } = staying(ask, anchor, settings.smooth)
  return {
    feeds: {
      color,
      'color.mask': mask,
      outline: ask.outline,
      'outline.mask': knownCells(ask.outlineMask, width, height),
      ...(anchor && { anchor: anchor.latent }),
    },
    weights: {
      // The mean is over what is to stay too: what is drawn counts as if it were alone.
      color: (settings.color * WEIGHT.color) / share,
      outline: settings.outline * WEIGHT.outline,
      smooth: anchor ? settings.smooth * WEIGHT.smooth : 0,
      prior: WEIGHT.prior,
      real: settings.realism * WEIGHT.real,
    },
    rate: RATE,
  }
}

/**
 * What is asked for in colours: where somebody drew, what was drawn; elsewhere, a little, what a fixed result has there, so
 * that paint on one part does not change the others.
 *
 * @returns with the share that what was drawn has of the whole mask
 */
function staying({ color, colorMask }: Ask, anchor: Anchor | null, smooth: number) {
  const drawn = colorMask.reduce((sum, share) => sum + share, 0)
  if (!anchor || drawn === 0 || smooth === 0) return { color, mask: colorMask, share: 1 }
  const count = colorMask.length
  const mask = colorMask.map((share) => Math.max(share, STAY * smooth))
  return {
    color: color.map((value, i) => (colorMask[i % count]! > 0 ? value : anchor.picture[i]!)),
    mask,
    share: drawn / mask.reduce((sum, share) => sum + share, 0),
  }
}
