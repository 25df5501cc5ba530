import { GanvasError } from './errors.ts'
import { sentences } from './sentences.ts'
import { text } from './text.ts'

/** The error for a disk that refused what was attempted. */
export function diskError(attempt: keyof typeof sentences.disk, path: string, error: unknown): GanvasError {
  const reason = (error as { code?: string }).code ?? 'UNKNOWN'
  const why = isExplained(reason)
    ? text(`diskReasons.${reason}`)
    : text('diskReasons.other', { said: error instanceof Error ? error.message : String(error) })
  return new GanvasError('disk', text(`disk.${attempt}`, { path, why }), { reason }, { cause: error })
}

type Explained = Exclude<keyof typeof sentences.diskReasons, 'other'>

function isExplained(code: string): code is Explained {
  return code !== 'other' && Object.hasOwn(sentences.diskReasons, code)
}
