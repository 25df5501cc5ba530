/** Big-endian bytes, as all of a font's tables have them, written one after the other. */
export class Bytes {
  #data = new Uint8Array(256)
  #view = new DataView(this.#data.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What was written; a copy. */
  done(): Uint8Array {
    return this.#data.slice(0, this.#length)
  }

  u8(...values: readonly number[]): this {
    return this.#each(values, 1, (view, at, value) => view.setUint8(at, value))
  }

  u16(...values: readonly number[]): this {
    return this.#each(values, 2, (view, at, value) => view.setUint16(at, value))
  }

  i16(...values: readonly number[]): this {
    return this.#each(values, 2, (view, at, value) => view.setInt16(at, value))
  }

  u32(...values: readonly number[]): this {
    return this.#each(values, 4, (view, at, value) => view.setUint32(at, value))
  }

  i32(...values: readonly number[]): this {
    return this.#each(values, 4, (view, at, value) => view.setInt32(at, value))
  }

  /** 16.16 bits. */
  fixed(value: number): this {
    return this.i32(Math.round(value * 65536))
  }

  /** Seconds since 1904, in 64 bits. */
  date(value: Date): this {
    const seconds = Math.floor(value.getTime() / 1000) + 2_082_844_800
    return this.u32(Math.floor(seconds / 2 ** 32), seconds >>> 0)
  }

  /** Writes ASCII, one byte a character: tags and glyph names. */
  ascii(value: string): this {
    for (let k = 0; k < value.length; k++) this.u8(value.charCodeAt(k))
    return this
  }

  bytes(values: Uint8Array): this {
    const at = this.#room(values.length)
    this.#data.set(values, at)
    return this
  }

  /** Zeros up to the next multiple. */
  pad(multiple: number): this {
    while (this.#length % multiple !== 0) this.u8(0)
    return this
  }

  /** Writes over what stands at `at`. */
  u16At(at: number, value: number): this {
    this.#view.setUint16(at, value)
    return this
  }

  #each(
    values: readonly number[],
    size: number,
    set: (view: DataView, at: number, value: number) => void,
  ): this {
    const start = this.#room(size * values.length)
    for (let k = 0; k < values.length; k++) set(this.#view, start + k * size, values[k]!)
    return this
  }

  #room(count: number): number {
    const at = this.#length
    this.#length += count
    if (this.#length > this.#data.length) {
      const larger = new Uint8Array(Math.max(2 * this.#data.length, this.#length))
      larger.set(this.#data)
      this.#data = larger
      this.#view = new DataView(larger.buffer)
    }
    return at
  }
}
