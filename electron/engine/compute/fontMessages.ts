import type { FontModel, FontScript } from '../../contract/model/fontModel.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Text } from '../../contract/text.ts'
import type { FontSource } from '../../contract/tools/font.ts'
import type { GlyphFault, GlyphField, GlyphOrigin } from '../../contract/tools/fontWorks.ts'
import type { Embedding } from '../../tools/font/file/embedding.ts'
import type { Axis } from '../../tools/font/file/fontFile.ts'
import type { NameRecord } from '../../tools/font/file/names.ts'
import type { PlacedGlyph } from '../../tools/font/file/shaping.ts'
import type { Shape } from '../../tools/font/make/shape.ts'
import type { Outline } from '../../tools/font/outline/outline.ts'
import type { Sheet } from '../../tools/font/sheet/readSheet.ts'
import type { Print } from '../../tools/font/sheet/templatePages.ts'
import type { Mixture } from '../../tools/font/styles.ts'
import type { DesignedGlyph, FontDesign, Kern } from '../../tools/font/write/design.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What a font thread is started with: the source, and its bytes. */
export interface FontData {
  source: FontSource
  bytes: Uint8Array
}

/** The same, and what glyphs are redrawn by: a model a script at most. */
export interface StyledFontData extends FontData {
  models: readonly ModelData[]
}

export interface ModelData {
  id: string
  font: FontModel
  /** The network, an `.onnx` file. */
  network: Uint8Array
  /** Where it is computed: on servers, or here. */
  place: SessionPlace
}

/** A glyph to be drawn: in styles of the model of its script, or as the source has it. */
export interface WantedGlyph {
  character: number
  mixture: Mixture | null
}

export interface DrawnGlyph {
  glyph: DesignedGlyph
  origin: GlyphOrigin
  faults: GlyphFault[]
}

/** What a source says of itself. */
export interface Described {
  names: readonly NameRecord[]
  embedding: Embedding
  glyphCount: number
  axes: Readonly<Record<string, Axis>>
  characters: readonly number[]
}

/** A thread that has a source font open, draws glyphs of it, and writes fonts. */
export interface FontKind {
  data: StyledFontData
  orders: {
    describe: { input: object; output: Described }
    /** Gets ready to draw in a style of the model of a script, if there is one: what the first glyph in it would wait for. */
    prepare: { input: { script: FontScript; style: string }; output: object }
    /** Those without a glyph are left out. */
    draw: { input: { wanted: WantedGlyph[]; shape: Shape }; output: DrawnGlyph[] }
    /** Glyphs before they are traced; `form` for that of vertical text. */
    fields: {
      input: { wanted: (WantedGlyph & { form: boolean })[]; shape: Shape }
      output: GlyphField[]
    }
    /** Sets lines of text in the source and, a glyph for every character, drawn as wanted, in a font of this shape. */
    lay: {
      input: { lines: string[]; vertical: boolean; shape: Shape; wanted: WantedGlyph[] }
      output: { source: PlacedGlyph[]; result: PlacedGlyph[] }[]
    }
    /** The source's own outlines, by the numbers of its glyphs. */
    outlines: { input: { glyphs: number[] }; output: Outline[] }
    /** Glyphs of a picture of a sheet that was written for the source's characters. */
    sheet: { input: { picture: Pixels; name: string; characters: number[] }; output: Sheet }
    /** Pages to write characters on. */
    template: { input: { characters: number[] }; output: Print[][] }
    /** What is dark in a picture. */
    trace: { input: { picture: Pixels }; output: Outline }
    kern: { input: { characters: number[] }; output: Kern[] }
    write: { input: { design: FontDesign; format: 'ttf' | 'otf' | 'woff2' }; output: Uint8Array }
  }
  /** Why the network is computed here, where that was not asked for. */
  event: Text
  word: never
}
