import type { Box } from '../../outline/outline.ts'
import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'
import type { Naming } from '../naming.ts'
import { charstring, operand } from './charstring.ts'

/** Strings that every reader knows come before a font's own. */
const STANDARD = 391

/** Operators of DICTs (Adobe Technical Note 5176). */
const DICT = {
  notice: 1,
  fullName: 2,
  familyName: 3,
  weight: 4,
  box: 5,
  charset: 15,
  charStrings: 17,
  private: 18,
  defaultWidth: 20,
  nominalWidth: 21,
}

/** The table `CFF ` of version 1: a font of cubic curves whose glyphs have names. Its em has 1000 units. */
export function cffTable(
  { design: { names }, glyphs }: Layout,
  box: Box,
  { postScript }: Naming,
): Uint8Array {
  const ascii = (value: string) => new Bytes().ascii(value.replaceAll(/[^\x20-\x7e]/g, '')).done()
  const strings = [names.copyright ?? '', `${names.family} ${names.style}`, names.family, names.style]
  const widths = widthsOf(glyphs.map(({ advance }) => advance))
  const charStrings = index(
    glyphs.map(({ outline, advance }) =>
      charstring(outline, advance === widths.usual ? null : advance - widths.nominal),
    ),
  )
  const charset = new Bytes()
    .u8(2)
    .u16(STANDARD + strings.length, glyphs.length - 2)
    .done()
  const widthDict = new Bytes()
  entry(widthDict, DICT.defaultWidth, widths.usual)
  entry(widthDict, DICT.nominalWidth, widths.nominal)
  const start = new Bytes()
    .u8(1, 0, 4, 4)
    .bytes(index([ascii(postScript)]))
    .done()
  const middle = new Bytes()
    .bytes(index([...strings, ...glyphs.slice(1).map(({ name }) => name)].map(ascii)))
    .bytes(index([]))
    .done()
  const top = (at: number) => {
    const dict = new Bytes()
    for (const [k, operator] of [DICT.notice, DICT.fullName, DICT.familyName, DICT.weight].entries())
      if (strings[k]) entry(dict, operator, STANDARD + k)
    entry(dict, DICT.box, box.left, box.bottom, box.right, box.top)
    place(dict, at).u8(DICT.charset)
    place(dict, at + charset.length).u8(DICT.charStrings)
    place(place(dict, widthDict.length), at + charset.length + charStrings.length).u8(DICT.private)
    return index([dict.done()])
  }
  // Places are written at full length, so that those of the parts do not depend on them.
  const begins = start.length + top(0).length + middle.length
  return new Bytes()
    .bytes(start)
    .bytes(top(begins))
    .bytes(middle)
    .bytes(charset)
    .bytes(charStrings)
    .bytes(widthDict.done())
    .done()
}

function entry(dict: Bytes, operator: number, ...values: number[]): void {
  for (const value of values) operand(dict, value)
  dict.u8(operator)
}

const place = (dict: Bytes, at: number): Bytes => dict.u8(29).i32(at)

/** The advance that most glyphs have, which is not written, and one from which the others are told by short numbers. */
function widthsOf(advances: readonly number[]): { usual: number; nominal: number } {
  const counts = new Map<number, number>()
  for (const advance of advances) counts.set(advance, (counts.get(advance) ?? 0) + 1)
  const usual = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
  const others = advances.filter((advance) => advance !== usual)
  const sum = others.reduce((total, advance) => total + advance, 0)
  return { usual, nominal: Math.round(sum / Math.max(1, others.length)) }
}

/** An INDEX: the objects, and where each of them is. */
function index(objects: readonly Uint8Array[]): Uint8Array {
  const table = new Bytes().u16(objects.length)
  if (objects.length === 0) return table.done()
  table.u8(4).u32(1)
  let at = 1
  for (const { length } of objects) {
    at += length
    table.u32(at)
  }
  for (const object of objects) table.bytes(object)
  return table.done()
}
