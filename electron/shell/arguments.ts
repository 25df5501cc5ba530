import { resolve } from 'node:path'

/**
 * The files of a command line that Electron was started with: what is neither a switch nor the program itself.
 *
 * @param first the index of the first argument of the user: 1 in an installed program, 2 in a checkout
 */
export function filesIn(argv: readonly string[], first: number, folder: string): string[] {
  return argv
    .slice(first)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((path) => resolve(folder, path))
}
