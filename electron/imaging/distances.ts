/** Distances of fields beyond it, in pixels, count as it where they are kept as bytes. */
export const FIELD_RANGE = 16

/**
 * A field of signed distances, in pixels, as one byte each: by their roots, so that near the border they are kept to a sixtieth of
 * a pixel.
 */
export const packField = (field: ArrayLike<number>): Uint8Array =>
  Uint8Array.from(field, (distance) => {
    const share = Math.min(1, Math.abs(distance) / FIELD_RANGE)
    return 128 + Math.sign(distance) * Math.round(127 * Math.sqrt(share))
  })

/** What each byte of {@link packField} stands for, in parts of {@link FIELD_RANGE}. */
export const unpackedShares = Float32Array.from({ length: 256 }, (_, byte) => {
  const root = (byte - 128) / 127
  return Math.max(-1, Math.sign(root) * root * root)
})

/** The distances behind bytes of {@link packField}, in pixels. */
export const unpackField = (bytes: Uint8Array): Float32Array =>
  Float32Array.from(bytes, (byte) => FIELD_RANGE * unpackedShares[byte]!)
