import { z } from 'zod'
import { Text } from '../text.ts'

/** What came out when a network and the file that was made of it computed the same small input. */
export const Comparison = z.object({
  outcome: z.enum(['same', 'differs', 'notCompared']),
  /** The largest difference as a share of the largest number; null where there is none, or it is infinite. */
  difference: z.number().nullable(),
  /** The outcome as a sentence: by how much and where, or why nothing was compared. */
  said: Text,
})
export type Comparison = z.infer<typeof Comparison>
