import { join } from 'node:path'
import { z } from 'zod'

/** For data that are two folders, wherever they lie. */
export const secondOption = (first: string, second: string) => ({
  second: z.string().min(1).optional().describe(`folder of ${second}; DIR itself then holds ${first}`),
})

/**
 * The two folders that a run learns from.
 *
 * @param names what they are called within `data`, unless the second one lies elsewhere
 */
export const twoFolders = (
  data: string,
  second: string | undefined,
  names: readonly [string, string],
): [string, string] => (second === undefined ? [join(data, names[0]), join(data, names[1])] : [data, second])
