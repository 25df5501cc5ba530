import type { Value } from '../../graph/graph.ts'
import type { Shape } from '../../graph/shapes.ts'
import type { Net } from '../../nets/net.ts'
import type { Minimisation, StepBuilder } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'
import type { Term, Thing } from './thing.ts'
import type { Results, Selection, Training } from './training.ts'

/**
 * What a player does to what it sees before it looks: augmentation, noise.
 *
 * @param name tells apart what is drawn for different looks of a step
 */
export type View = (step: StepBuilder, name: string, x: Value) => Value

/** A network with what trains it. Its name in the game is that of its group of weights. */
export interface Player {
  net: Net
  /** Optimiser, rate, clipping and clamping. Absent for a player that is never trained. */
  update?: Minimisation
  /** Share of the old weights in their moving average, which is then what is looked at and saved. */
  average?: number | undefined
  sees?: View
  /**
   * Without an average, whose statistics its normalisations use when it is looked at: those gathered in training, or
   * those of the batch.
   */
  statistics?: 'running' | 'batch'
}

/** Who minimises what. */
export interface Move {
  players: readonly string[]
  loss: Term
  /** Which of the players' parameters are updated, by their full names; all if not given. */
  only?: (parameter: string) => boolean
}

/** What is done at the same time: every loss of a turn is worked out before any player is updated. */
export type Turn = readonly Move[]

/** A trained network that is saved, with the shapes of its inputs for one example. */
export interface GameProduct {
  player: string
  inputs: Readonly<Record<string, Shape>>
  /** What of what the player hands out is saved beside its value. */
  heads?: readonly string[]
}

/** A figure over examples. */
export interface Judge {
  /** The things that it looks at. */
  sees: readonly string[]
  /** Examples at a time, and how many times; as many as are shown, once, if not given. */
  rows?: number
  batches?: number
  /** @param results the things, all batches one after the other */
  figures(results: Results): Record<string, number>
}

/** A training as data: who plays, what is made, who minimises what, in which order, and who judges. */
export interface Game {
  players: Readonly<Record<string, Player>>
  things: Readonly<Record<string, Thing>>
  turns: Readonly<Record<string, Turn>>
  /**
   * The turns of a step: each list takes a batch of its own, and a later turn sees what an earlier one has updated. Things
   * are made once a batch.
   */
  order(step: number): readonly (readonly string[])[]
  products: Readonly<Record<string, GameProduct>>
  /** Things that are looked at now and then; the columns of a grid, unless `picture` draws them otherwise. */
  shown: {
    things: readonly string[]
    /** 8 if not given. */
    rows?: number
    picture?: (results: Results) => Promise<Uint8Array>
  }
  judges?: readonly Judge[]
  selectedBy?: Selection
  /** Things whose making gathers the running statistics of averaged weights. */
  gathers?: readonly string[]
  /** Networks that play along and stay as they are, and what is worked out with them before the first step. */
  given?: Training['given']
  ready?: Training['ready']
  /** Tensors that a new run starts with in place of those that it was given. */
  adapted?: ReadonlyMap<string, NamedTensor>
}
