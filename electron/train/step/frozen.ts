import { defect } from '../../contract/errors.ts'

/** The networks of a step that play along and stay as they are, and the files that they come from. */
export class Frozen {
  readonly #files = new Map<string, string>()

  add(name: string, file: string): void {
    this.#files.set(name, file)
  }

  /** @throws invalid-input for the name of one of them, which may not be trained */
  refuse(group: string): void {
    const file = this.#files.get(group)
    if (file === undefined) return
    throw defect(
      'invalid-input',
      `'${group}' is a network that ${file} gives, and is never trained. Let another group minimise the loss, or start a network of its own with those weights.`,
      { group, file },
    )
  }
}
