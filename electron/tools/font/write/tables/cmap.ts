import { Bytes } from '../bytes.ts'

/** Characters that follow each other and whose glyphs do. */
interface Run {
  first: number
  last: number
  glyph: number
}

/** Which glyph a character has: format 4, and 12 beside it where characters lie beyond the basic plane. */
export function cmapTable(map: ReadonlyMap<number, number>): Uint8Array {
  const runs = runsOf(map)
  const basic = segments(runs.filter(({ first }) => first <= 0xffff))
  const beyond = runs.some(({ last }) => last > 0xffff)
  const whole = beyond ? groups(runs) : new Uint8Array()
  const records = beyond ? 4 : 2
  const first = 4 + 8 * records
  const table = new Bytes().u16(0, records)
  const record = (platform: number, encoding: number, at: number) => table.u16(platform, encoding).u32(at)
  record(0, 3, first)
  if (beyond) record(0, 4, first + basic.length)
  record(3, 1, first)
  if (beyond) record(3, 10, first + basic.length)
  return table.bytes(basic).bytes(whole).done()
}

function runsOf(map: ReadonlyMap<number, number>): Run[] {
  const runs: Run[] = []
  for (const [character, glyph] of map) {
    const run = runs.at(-1)
    // No run crosses from the basic plane into the next.
    const follows =
      run &&
      character === run.last + 1 &&
      character !== 0x10000 &&
      glyph === run.glyph + character - run.first
    if (follows) run.last = character
    else runs.push({ first: character, last: character, glyph })
  }
  return runs
}

/** Format 4: each run is a segment whose glyphs are its characters and a constant. */
function segments(runs: readonly Run[]): Uint8Array {
  const all = runs.at(-1)?.last === 0xffff ? runs : [...runs, { first: 0xffff, last: 0xffff, glyph: 0 }]
  const count = all.length
  const power = 31 - Math.clz32(count)
  const table = new Bytes().u16(4, 16 + 8 * count, 0, 2 * count)
  table.u16(2 << power, power, 2 * count - (2 << power))
  table.u16(...all.map(({ last }) => last), 0)
  table.u16(...all.map(({ first }) => first))
  table.u16(...all.map(({ first, glyph }) => (glyph === 0 ? 1 : glyph - first) & 0xffff))
  return table.u16(...all.map(() => 0)).done()
}

/** Format 12. */
function groups(runs: readonly Run[]): Uint8Array {
  const table = new Bytes().u16(12, 0).u32(16 + 12 * runs.length, 0, runs.length)
  for (const { first, last, glyph } of runs) table.u32(first, last, glyph)
  return table.done()
}
