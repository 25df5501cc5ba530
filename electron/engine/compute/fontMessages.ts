import type { FontModel } from '../../contract/procedures/models.ts'
import type { FontFormat, FontManner, FontSource } from '../../contract/tools/font.ts'
import type { Embedding } from '../../tools/font/file/embedding.ts'
import type { NameRecord } from '../../tools/font/file/names.ts'
import type { Shape } from '../../tools/font/make/shape.ts'
import type { DesignedGlyph, FontDesign, Kern } from '../../tools/font/write/design.ts'

/** What a font thread is started with: the source, and its bytes. */
export interface FontData {
  source: FontSource
  bytes: Uint8Array
  style?: StyleData
}

/** What Han characters and kana are redrawn by. */
export interface StyleData {
  manner: FontManner
  font: FontModel
  /** The network, an `.onnx` file. */
  network: Uint8Array
}

/** A thread that has a source font open, draws glyphs of it, and writes fonts. */
export interface FontKind {
  data: FontData
  orders: {
    /** What the source says of itself. */
    describe: { input: object; output: { names: readonly NameRecord[]; embedding: Embedding } }
    /** Glyphs of these characters; those without one are left out. */
    draw: { input: { characters: number[]; shape: Shape }; output: DesignedGlyph[] }
    kern: { input: { characters: number[] }; output: Kern[] }
    write: { input: { design: FontDesign; format: Exclude<FontFormat, 'ufo'> }; output: Uint8Array }
  }
  event: never
  word: never
}
