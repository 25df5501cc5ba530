import { inEnglish, isText, type Text } from './text.ts'

/**
 * Why something failed, as a word that code can branch on. The sentence a person reads is the error's message.
 *
 * - `invalid-input`   the caller's values do not fit the contract
 * - `unreadable-file` the bytes are not what they claim to be, or are cut short
 * - `unsupported`     well formed, but not something Ganvas handles
 * - `too-large`       over a stated limit of size or memory
 * - `newer-version`   a file written by a newer Ganvas
 * - `not-found`       a file, session or procedure that is not there
 * - `exists`          writing would replace something, and replacing was not asked for
 * - `disk`            the disk refused: full, read-only, no permission
 * - `cancelled`       the user, or a newer request, stopped the job
 * - `engine-lost`     the engine process ended while the job ran
 * - `unavailable`     needs something this installation lacks, such as a model
 * - `internal`        a defect of Ganvas
 */
export const errorCodes = [
  'invalid-input',
  'unreadable-file',
  'unsupported',
  'too-large',
  'newer-version',
  'not-found',
  'exists',
  'disk',
  'cancelled',
  'engine-lost',
  'unavailable',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What crosses a process border in place of an `Error`, whose own fields structured clone drops. */
export interface PlainError {
  code: ErrorCode
  message: string
  data: Record<string, unknown>
}

/** Codes whose errors no user reads: defects are for the authors, and what was cancelled is not shown. */
type UnreadCode = 'internal' | 'cancelled'

/**
 * The one error class of Ganvas. The message names the thing, the value and the way out. It is a {@link Text}: the
 * error's `message` is its English, and `data` holds the text itself, for a page to translate. The compiler accepts a
 * plain string only where no user reads it; see also {@link defect}.
 */
export class GanvasError extends Error {
  override readonly name = 'GanvasError'
  readonly code: ErrorCode
  /** Values named in the message, for callers that act on them. Only plain data. */
  readonly data: Record<string, unknown>

  constructor(code: ErrorCode, message: Text, data?: Record<string, unknown>, options?: ErrorOptions)
  constructor(code: UnreadCode, message: string, data?: Record<string, unknown>, options?: ErrorOptions)
  constructor(
    code: ErrorCode,
    message: string | Text,
    data: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(typeof message === 'string' ? message : inEnglish(message), options)
    this.code = code
    this.data = typeof message === 'string' ? data : { ...data, ...message }
  }
}

/**
 * A caller's mistake that no user can cause or mend, in plain English for the authors. It has a code of its own so that
 * code may still branch on it. Whatever a user can meet is a sentence of the contract instead.
 */
export const defect = (
  code: ErrorCode,
  message: string,
  data?: Record<string, unknown>,
  options?: ErrorOptions,
): GanvasError => new GanvasError(code as UnreadCode, message, data, options)

/**
 * What was thrown, to fill a blank of another sentence: a sentence of the contract where it is one, else the first line
 * of its own words, such as those of a library.
 */
export function reasonOf(thrown: unknown): Text | string {
  if (thrown instanceof GanvasError && isText(thrown.data)) return thrown.data
  return (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]!
}

/** Turns anything thrown into plain data; what is not a `GanvasError` is a defect, reported as `internal`. */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof GanvasError) return { code: thrown.code, message: thrown.message, data: thrown.data }
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return { code: 'cancelled', message: 'The job was cancelled.', data: {} }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), data: {} }
}

/** The inverse of {@link toPlainError}; a sentence of the contract travels in `data` and stays translatable. */
export function fromPlainError(plain: PlainError): GanvasError {
  return defect(plain.code, plain.message, plain.data)
}
