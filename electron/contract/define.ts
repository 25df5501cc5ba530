import type { z } from 'zod'
import type { Pixels } from './pixels.ts'
import type { Text } from './text.ts'

/** One procedure of a contract. Both sides validate input and output against it at run time. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
  /** A job waits in the engine's queue and streams {@link JobEvent}s; a plain procedure answers at once. */
  job: boolean
}

export function procedure<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, job: false }
}

export function job<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, job: true }
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
  /** Something the user should know that is no failure, as a sentence; `said` is the same for a page to translate. */
  | { kind: 'notice'; text: string; said?: Text }
