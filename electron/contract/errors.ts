import { inEnglish, type Text } from './text.ts'

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

/**
 * The one error class of Ganvas. The message names the thing, the value and the way out. What a user can meet is
 * given as a {@link Text}: the message is its English, and `data` is the text itself, for a page to translate.
 */
export class GanvasError extends Error {
  override readonly name = 'GanvasError'
  readonly code: ErrorCode
  /** Values named in the message, for callers that act on them. Only plain data. */
  readonly data: Record<string, unknown>

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

/** Turns anything thrown into plain data; what is not a `GanvasError` is a defect, reported as `internal`. */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof GanvasError) return { code: thrown.code, message: thrown.message, data: thrown.data }
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return { code: 'cancelled', message: 'The job was cancelled.', data: {} }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), data: {} }
}

/** The inverse of {@link toPlainError}. */
export function fromPlainError(plain: PlainError): GanvasError {
  return new GanvasError(plain.code, plain.message, plain.data)
}
