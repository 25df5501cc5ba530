import type { z } from 'zod'
import type { Pixels } from './pixels.ts'
import type { SketchCandidates } from './sketchCandidates.ts'
import type { Text } from './text.ts'

/** One procedure of a contract. Both sides validate input and output against it at run time. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
  /** A job waits for its turn in a lane and streams {@link JobEvent}s; a plain procedure, null, answers at once. */
  lane: Lane | null
}

/**
 * The lanes of the engine's queue. Jobs that share the processor take turns in `compute`; files have a lane of their own,
 * so that none waits for a blend, and so have trainings and batches, which take hours, and what a training is prepared by.
 */
export const lanes = ['compute', 'files', 'training', 'batch', 'lab'] as const
export type Lane = (typeof lanes)[number]

export function procedure<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, lane: null }
}

export function job<I extends z.ZodType, O extends z.ZodType>(
  lane: Lane,
  input: I,
  output: O,
): Procedure<I, O> {
  return { input, output, lane }
}

export type Contract = Record<string, Procedure>
export type Input<C extends Contract, K extends keyof C> = z.input<C[K]['input']>
export type Output<C extends Contract, K extends keyof C> = z.output<C[K]['output']>

/** What a job streams before it is done, failed or cancelled. */
export type JobEvent =
  | { kind: 'queued'; ahead: number }
  | { kind: 'progress'; step: number; total: number; secondsLeft: number | null; label?: string }
  | { kind: 'preview'; pixels: Pixels }
  /** Losses and other curves of one training step. */
  | { kind: 'losses'; step: number; values: Record<string, number> }
  /** How far a search has come, and what it found by then. */
  | { kind: 'candidates'; found: SketchCandidates }
  /** Something the user should know that is no failure. */
  | { kind: 'notice'; text: Text }
