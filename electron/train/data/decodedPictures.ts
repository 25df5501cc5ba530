import type { RgbBytes } from '../../imaging/colorPlanes.ts'
import { decodePicture } from './pictureFiles.ts'

/** Decoded pictures are kept up to this many bytes. */
const CACHE_BYTES = 512 * 2 ** 20

/** Pictures by their paths, each decoded once as long as all fit into memory. */
export class DecodedPictures {
  readonly #loadSize: number
  readonly #cache = new Map<string, Promise<RgbBytes>>()
  #cachedBytes = 0

  /** @param loadSize short side to which pictures are scaled */
  constructor(loadSize: number) {
    this.#loadSize = loadSize
  }

  /** @throws GanvasError for a file that cannot be used */
  of(path: string): Promise<RgbBytes> {
    const known = this.#cache.get(path)
    if (known) return known
    const loaded = decodePicture(path, { loadSize: this.#loadSize, cropSize: 1 })
    if (this.#cachedBytes < CACHE_BYTES) {
      this.#cache.set(path, loaded)
      loaded.then(
        ({ data }) => {
          this.#cachedBytes += data.length
        },
        // Kept as well: a broken file is opened once.
        () => {},
      )
    }
    return loaded
  }
}
