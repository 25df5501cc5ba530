import type { PictureSize } from '../../contract/pixels.ts'

/*
 * Exif 3.0 (CIPA DC-008-2023): what a camera noted, as directories of entries in the structure of a TIFF. Entries point
 * at each other by their places, so what is changed is changed where it stands.
 */

/** The longest block that one segment of a JPEG holds, in bytes. */
export const MAX_EXIF_BYTES = 65_535 - 2 - 6

const HEADER = 'Exif\0\0'

const Tag = {
  orientation: 0x0112,
  photo: 0x8769,
  place: 0x8825,
  colorSpace: 0xa001,
  width: 0xa002,
  height: 0xa003,
  thumbnail: 0x0201,
  thumbnailBytes: 0x0202,
} as const

/** Bytes of one value of each type, by the type's number. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const SHORT = 3
const ENTRY_BYTES = 12
const SRGB = 1

/** A block as it stands in files, without what some of them write before it; undefined where there is none. */
export function exifBlock(bytes: Uint8Array | undefined): Uint8Array | undefined {
  if (!bytes) return undefined
  const start =
    Buffer.from(bytes.subarray(0, HEADER.length)).toString('latin1') === HEADER ? HEADER.length : 0
  const mark = Buffer.from(bytes.subarray(start, start + 4)).toString('latin1')
  return mark === 'II*\0' || mark === 'MM\0*' ? new Uint8Array(bytes.subarray(start)) : undefined
}

/**
 * A block as it is right for a picture that was made of the one it came with: upright, in sRGB, of its own size, and
 * without the small picture of the first one.
 *
 * @param place whether it goes on telling where the picture was taken
 * @returns undefined for a block that is damaged, or too long for a JPEG
 */
export function exifFor(
  block: Uint8Array,
  { width, height }: PictureSize,
  { place }: { place: boolean },
): Uint8Array | undefined {
  try {
    // A copy: a slice of Node's own buffers is none.
    const tree = new ExifTree(new Uint8Array(block))
    const main = tree.at(tree.first)
    main.set(Tag.orientation, 1)
    const thumbnail = main.next
    if (thumbnail !== 0) {
      main.next = 0
      tree.removeThumbnail(thumbnail)
    }
    const photo = main.value(Tag.photo)
    if (photo !== undefined) {
      const directory = tree.at(photo)
      directory.set(Tag.colorSpace, SRGB)
      directory.set(Tag.width, width)
      directory.set(Tag.height, height)
    }
    const where = main.value(Tag.place)
    if (where !== undefined && !place) {
      tree.erase(where)
      main.remove(Tag.place)
    }
    return tree.bytes.length <= MAX_EXIF_BYTES ? tree.bytes : undefined
  } catch (error) {
    // It points beyond its end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The directories of a block. What lies beyond its end is a `RangeError`. */
class ExifTree {
  bytes: Uint8Array
  readonly view: DataView
  readonly little: boolean

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.little = bytes[0] === 0x49
  }

  get first(): number {
    return this.view.getUint32(4, this.little)
  }

  at(place: number): Directory {
    return new Directory(this, place)
  }

  /** Blots out a directory and all that its entries point at. */
  erase(place: number): void {
    const directory = this.at(place)
    for (const { entry, bytes } of directory.entries())
      if (bytes > 4) this.#blot(this.view.getUint32(entry + 8, this.little), bytes)
    this.#blot(place, directory.end - place)
  }

  removeThumbnail(place: number): void {
    const directory = this.at(place)
    const from = directory.value(Tag.thumbnail)
    const bytes = directory.value(Tag.thumbnailBytes)
    this.erase(place)
    if (from === undefined || bytes === undefined) return
    this.#blot(from, bytes)
    // Cameras write it last.
    if (from + bytes === this.bytes.length) this.bytes = this.bytes.subarray(0, from)
  }

  #blot(from: number, bytes: number): void {
    if (from + bytes > this.bytes.length) throw new RangeError('An entry points beyond the end.')
    this.bytes.fill(0, from, from + bytes)
  }
}

/** One directory: a count, entries of twelve bytes, and the place of the next one. */
class Directory {
  readonly #tree: ExifTree
  readonly #place: number

  constructor(tree: ExifTree, place: number) {
    this.#tree = tree
    this.#place = place
  }

  get #count(): number {
    return this.#tree.view.getUint16(this.#place, this.#tree.little)
  }

  get #nextAt(): number {
    return this.#place + 2 + ENTRY_BYTES * this.#count
  }

  get end(): number {
    return this.#nextAt + 4
  }

  get next(): number {
    return this.#tree.view.getUint32(this.#nextAt, this.#tree.little)
  }

  set next(place: number) {
    this.#tree.view.setUint32(this.#nextAt, place, this.#tree.little)
  }

  /** Where each entry stands, and the bytes of its values. */
  *entries(): Generator<{ tag: number; entry: number; bytes: number }> {
    const { view, little } = this.#tree
    for (let k = 0; k < this.#count; k++) {
      const entry = this.#place + 2 + ENTRY_BYTES * k
      const size = TYPE_BYTES[view.getUint16(entry + 2, little)] ?? 0
      yield {
        tag: view.getUint16(entry, little),
        entry,
        bytes: size * view.getUint32(entry + 4, little),
      }
    }
  }

  /** The number of an entry of one; undefined where there is none. */
  value(tag: number): number | undefined {
    const { view, little } = this.#tree
    const entry = this.#entry(tag)
    if (entry === undefined) return undefined
    const isShort = view.getUint16(entry + 2, little) === SHORT
    return isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little)
  }

  /** Changes the number of an entry, where there is one. */
  set(tag: number, value: number): void {
    const { view, little } = this.#tree
    const entry = this.#entry(tag)
    if (entry === undefined) return
    // A whole word: what was short may have grown beyond it.
    view.setUint16(entry + 2, value > 0xffff ? 4 : SHORT, little)
    view.setUint32(entry + 4, 1, little)
    view.setUint32(entry + 8, 0, little)
    if (value > 0xffff) view.setUint32(entry + 8, value, little)
    else view.setUint16(entry + 8, value, little)
  }

  remove(tag: number): void {
    const entry = this.#entry(tag)
    if (entry === undefined) return
    const { bytes, view, little } = this.#tree
    const { end } = this
    bytes.copyWithin(entry, entry + ENTRY_BYTES, end)
    bytes.fill(0, end - ENTRY_BYTES, end)
    view.setUint16(this.#place, this.#count - 1, little)
  }

  #entry(tag: number): number | undefined {
    for (const found of this.entries()) if (found.tag === tag) return found.entry
    return undefined
  }
}
