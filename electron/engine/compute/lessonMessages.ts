import type { Pixels } from '../../contract/pixels.ts'
import type { GlyphReference, LearnedStyle } from '../../contract/tools/fontReferences.ts'
import type { Alignment } from '../../tools/font/align.ts'
import type { Bearings } from '../../tools/font/bearings.ts'
import type { Gate } from '../../tools/font/judge/gate.ts'
import type { Cover } from '../../tools/font/learn/cover.ts'
import type { Outline } from '../../tools/font/outline/outline.ts'
import type { Script } from '../../tools/font/script.ts'
import type { Described, FontData, FontKind, ModelData } from './fontMessages.ts'

/** What a lesson begins with, as it is kept while it goes on. */
export interface LessonStart {
  alignment: Alignment
  /** How much of each of the network's styles the new one begins as. */
  mixture: number[]
  /** Characters of the references that are not learned from. */
  heldOut: number[]
  /** The name of the new style in the files. */
  style: string
}

/** What was learned: how a style is described in a model, and what is told of it. */
export interface ExaminedLesson
  extends Pick<LearnedStyle, 'overlapBefore' | 'overlapAfter' | 'shown' | 'worst'> {
  offset: number
  gate: Gate
  /** Of letters. */
  bearings?: Bearings
  /** Small fields of the model's reference characters in the new style, packed one after the other. */
  fields: Uint8Array
}

/** A source, and the model that a style is learned by. */
export interface LessonData extends FontData {
  model?: ModelData
}

/** A thread that has a source font and a network open, and prepares and judges the learning of a style. */
export interface LessonKind {
  data: LessonData
  orders: {
    /** Characters that are best to draw beside those that are drawn. */
    cover: { input: { script: Script; wanted: number[]; drawn: number[]; count: number }; output: Cover }
    /** Glyphs of a second font, of the characters that are best to begin with of those that it has. */
    second: {
      input: {
        second: { bytes: Uint8Array; name: string; face: number }
        script: Script
        wanted: number[]
        drawn: number[]
        count: number
      }
      output: { described: Described; references: GlyphReference[] }
    }
    /** What is dark in a picture; empty where nothing is. */
    trace: { input: { picture: Pixels }; output: Outline }
    /** As the order of a font thread. */
    sheet: FontKind['orders']['sheet']
    /** @throws as `learnable` in electron/tools/font/references */
    lesson: {
      input: { references: GlyphReference[]; wanted: number[] }
      output: LessonStart & { files: Map<string, Uint8Array> }
    }
    /** `network` is the one that was trained, whose last style is the new one. */
    examine: {
      input: { references: GlyphReference[]; wanted: number[]; start: LessonStart; network: Uint8Array }
      output: ExaminedLesson
    }
  }
  event: never
  word: never
}
