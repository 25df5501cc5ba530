import { join, sep } from 'node:path'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { RgbBytes } from '../../imaging/colorPlanes.ts'
import type { Random } from '../../nets/random.ts'
import { DecodedPictures } from './decodedPictures.ts'
import { HELD_OUT, isIn, type Part } from './heldOut.ts'
import { listPictures } from './pictureFiles.ts'
import type { Skipped } from './source.ts'

export interface PoolOptions {
  /** Short side to which pictures are scaled. */
  loadSize: number
  /** Which pictures of the folder: those to train on, or the tenth that is held out. */
  part?: Part
}

/**
 * Pictures of a folder, drawn at random. The folder's own folders are shown equally often, however many pictures each
 * holds. Every picture is decoded once as long as all fit into the cache.
 */
export class PicturePool {
  readonly skipped: Skipped[] = []
  readonly #groups: readonly (readonly string[])[]
  readonly #decoded: DecodedPictures

  /**
   * @throws not-found for a folder that is not there, invalid-input for one with fewer than two pictures to train on
   */
  static async open(folder: string, { loadSize, part = 'training' }: PoolOptions): Promise<PicturePool> {
    const names = (await listPictures(folder)).filter((name) => isIn(part, name))
    if (names.length < 2 && part === 'training')
      throw new GanvasError(
        'invalid-input',
        text(names.length === 0 ? 'trainingData.noPictureLeft' : 'trainingData.onePictureLeft', {
          where: folder,
          heldOut: HELD_OUT,
        }),
      )
    const groups = new Map<string, string[]>()
    for (const name of names) {
      const group = name.includes(sep) ? name.split(sep)[0]! : ''
      groups.set(group, [...(groups.get(group) ?? []), join(folder, name)])
    }
    return new PicturePool([...groups.values()], loadSize)
  }

  private constructor(groups: readonly (readonly string[])[], loadSize: number) {
    this.#groups = groups
    this.#decoded = new DecodedPictures(loadSize)
  }

  /** Pictures, broken ones included; only the held-out part may have none. */
  get count(): number {
    return this.#groups.reduce((sum, group) => sum + group.length, 0)
  }

  /** @throws see {@link drawFile} */
  async draw(random: Random): Promise<RgbBytes> {
    return (await this.drawFile(random)).picture
  }

  /**
   * A picture at random and its path; one that cannot be used is listed, and the next of its group takes its place.
   *
   * @throws invalid-input when no picture of a group can be used
   */
  async drawFile(random: Random): Promise<{ path: string; picture: RgbBytes }> {
    const group = this.#groups[random.below(this.#groups.length)]!
    const first = random.below(group.length)
    for (let offset = 0; offset < group.length; offset++) {
      const path = group[(first + offset) % group.length]!
      try {
        return { path, picture: await this.#decoded.of(path) }
      } catch (error) {
        if (this.skipped.every(({ file }) => file !== path))
          this.skipped.push({ file: path, reason: reasonOf(error) })
      }
    }
    throw new GanvasError(
      'invalid-input',
      text('trainingData.noneUsableBeside', { count: group.length, file: group[0]! }),
    )
  }
}
