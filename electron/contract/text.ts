import { z } from 'zod'
import { sentences } from './sentences.ts'

type Sentences = typeof sentences

/** `disk.write`: an area of {@link sentences} and the name of a sentence in it. */
export type SentenceName = {
  [A in keyof Sentences]: `${A}.${keyof Sentences[A] & string}`
}[keyof Sentences]

type Template<N> = N extends `${infer A extends keyof Sentences}.${infer S}`
  ? S extends keyof Sentences[A]
    ? Sentences[A][S]
    : never
  : never

type Blanks<T> = T extends `${string}{{${infer Blank}}}${infer Rest}` ? Blank | Blanks<Rest> : never

/** The sentences by the keys of their texts. */
const templates: ReadonlyMap<unknown, string> = new Map(
  Object.entries(sentences).flatMap(([area, named]) =>
    Object.entries(named).map(([name, template]) => [`errors:${area}.${name}`, template]),
  ),
)

type Value = string | number | Text

/**
 * A sentence by its name and what fills its blanks, so that each side says it in its own language. Plain data: it
 * crosses process borders, and fills blanks of other sentences.
 */
export interface Text {
  readonly key: `errors:${SentenceName}`
  readonly [blank: string]: Value
}

export const Text: z.ZodType<Text> = z.custom<Text>(isText, 'expected a text')

/** The sentence of this name; the compiler asks for a value for each of its blanks, and for no other. */
export function text<N extends SentenceName>(
  name: N,
  ...[values]: [Blanks<Template<N>>] extends [never]
    ? []
    : [values: Readonly<Record<Blanks<Template<N>>, Value>>]
): Text {
  return { ...values, key: `errors:${name}` }
}

export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'key' in value && templates.has(value.key)
}

/** The sentence as the command line and the log say it; what is no sentence of ours stays as it is. */
export function inEnglish(text: Text | string): string {
  if (typeof text === 'string') return text
  return templates.get(text.key)!.replace(/{{(\w+)}}/g, (_, blank: string) => {
    const value = text[blank]
    return isText(value) ? inEnglish(value) : String(value)
  })
}
