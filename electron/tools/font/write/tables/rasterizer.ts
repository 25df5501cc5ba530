import { Bytes } from '../bytes.ts'

/** Grid-fitting and smoothing at all sizes, in both directions. */
export const gaspTable = (): Uint8Array => new Bytes().u16(1, 1, 0xffff, 0x000f).done()

/**
 * The program that is run before any glyph: drop-out control at all sizes, so that thin strokes do not break.
 * PUSHW 511, SCANCTRL, PUSHB 4, SCANTYPE.
 */
export const prepTable = (): Uint8Array => Uint8Array.of(0xb8, 0x01, 0xff, 0x85, 0xb0, 0x04, 0x8d)

/** `maxp` of version 0.5, for CFF. */
export const cffProfile = (count: number): Uint8Array => new Bytes().u32(0x00005000).u16(count).done()

/** Where the top of the em is in vertical text, the same for all glyphs. */
export const vorgTable = (top: number): Uint8Array => new Bytes().u16(1, 0).i16(top).u16(0).done()
