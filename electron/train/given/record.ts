import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'

/** What a run remembers of a network that it was given: not its weights, but which ones they were. */
export const GivenRecord = z.object({
  /** The name it plays under, such as 'features'. */
  name: z.string(),
  /** The file it came from. */
  file: z.string(),
  /** SHA-256 of the file, in hexadecimal. */
  sha256: z.string(),
})
export type GivenRecord = Readonly<z.infer<typeof GivenRecord>>

/**
 * Sees to it that a run goes on with the networks that it was given, wherever they lie by now.
 *
 * @throws invalid-input naming the file whose contents are others than those that the run began with
 */
export function checkGiven(before: readonly GivenRecord[], now: readonly GivenRecord[]): void {
  for (const { name, file, sha256 } of now) {
    const known = before.find((record) => record.name === name)
    if (!known || known.sha256 === sha256) continue
    throw new GanvasError(
      'invalid-input',
      text('features.otherNetwork', {
        file,
        before: known.file,
        sha256: sha256.slice(0, 8),
        sha256Before: known.sha256.slice(0, 8),
        option: name,
      }),
      { option: name, file, before: known.file },
    )
  }
}
