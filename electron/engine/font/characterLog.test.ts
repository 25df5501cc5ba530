import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type LoggedGlyph, openGlyphLog } from './glyphLog.ts'

const folder = await mkdtemp(join(tmpdir(), 'ganvas-glyphs-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const glyph = (character: number, path: string): LoggedGlyph => ({
  key: 'k',
  character,
  origin: 'style',
  faults: [],
  advance: 1000,
  path,
})

test('glyphs are found again, the last one of a character counting', async () => {
  const log = await openGlyphLog(folder)
  await Promise.all([log.add([glyph(1, 'M0 0Z'), glyph(2, 'M1 1Z')]), log.add([glyph(1, 'M2 2Z')])])
  await log.close()
  const again = await openGlyphLog(folder)
  expect([again.get(1)?.path, again.get(2)?.path, again.get(3)]).toEqual(['M2 2Z', 'M1 1Z', undefined])
})

test('a line that was cut short costs that glyph alone, and what follows it nothing', async () => {
  await appendFile(join(folder, 'glyphs.jsonl'), '{"key":"k","character":4,"pa')
  const log = await openGlyphLog(folder)
  expect([log.get(2)?.path, log.get(4)]).toEqual(['M1 1Z', undefined])
  await log.add([glyph(5, 'M5 5Z')])
  await log.close()
  expect((await openGlyphLog(folder)).get(5)?.path).toBe('M5 5Z')
  expect((await readFile(join(folder, 'glyphs.jsonl'), 'utf8')).endsWith('}\n')).toBe(true)
})
