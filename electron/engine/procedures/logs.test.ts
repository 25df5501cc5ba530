import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defect } from '../../contract/errors.ts'
import { describeThrown, logPath, openLog } from '../logs.ts'
import { createLogHandlers } from './logs.ts'

let folder: string
const context = { signal: new AbortController().signal, emit: () => {} }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganvas-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => createLogHandlers({ dataFolder: folder, pageLog: openLog(folder, 'page') })

it('holds the lines of all processes in one file', async () => {
  const handlers = open()
  openLog(folder, 'engine').warn('the disk is nearly full')
  await handlers['logs.write']({ level: 'error', text: 'the canvas was lost' }, context)
  const { text, path } = await handlers['logs.read']({ maxBytes: 1000 }, context)
  expect(path).toBe(logPath(folder))
  const [first, second] = text.trim().split('\n')
  expect(first).toMatch(/^\d{4}-\d\d-\d\d [\d:.]+ engine warn: the disk is nearly full$/)
  expect(second).toMatch(/ page error: the canvas was lost$/)
})

it('reads the end of a long log in whole lines', async () => {
  const handlers = open()
  const log = openLog(folder, 'engine')
  for (let i = 0; i < 50; i++) log.info(`line ${i} äöü 图层`)
  const { text } = await handlers['logs.read']({ maxBytes: 500 }, context)
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(500)
  expect(text.split('\n')[0]).toMatch(/^\d{4}-/)
  expect(text.trimEnd()).toMatch(/line 49 äöü 图层$/)
})

it('answers with nothing before the first line', async () => {
  expect((await open()['logs.read']({ maxBytes: 500 }, context)).text).toBe('')
})

it('begins a new file when one is full', () => {
  const log = openLog(folder, 'engine')
  const long = 'x'.repeat(50_000)
  for (let i = 0; i < 60; i++) log.info(long)
  expect(existsSync(join(folder, 'logs', 'ganvas.old.log'))).toBe(true)
  expect(statSync(logPath(folder)).size).toBeLessThan(2_100_000)
})

it('describes an error with its code, its stack and its causes', () => {
  const cause = new Error('ENOSPC')
  const text = describeThrown(defect('disk', 'The disk is full.', {}, { cause }))
  expect(text).toMatch(/^\[disk\] GanvasError: The disk is full\./)
  expect(text).toContain('caused by Error: ENOSPC')
  expect(describeThrown('just text')).toBe('just text')
})
