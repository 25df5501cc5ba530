import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { JobEvent } from './define.ts'
import { GanvasError } from './errors.ts'
import { text } from './text.ts'

/*
 * What a person can read is a sentence of the contract: the compiler sees to it, in every file, by the types of errors
 * and notices. The first tests fail to compile once it no longer does; the others keep the two ways past it narrow.
 */

test('an error that a person can read takes no plain text', () => {
  // @ts-expect-error plain English where the code is one that is shown
  const plain = new GanvasError('not-found', 'There is no such file.')
  const sentence = new GanvasError('not-found', text('batch.missing', { path: 'a.png' }))
  const unread = new GanvasError('internal', 'The thread ended.')
  expect([plain, sentence, unread].map(({ data }) => 'key' in data)).toEqual([false, true, false])
})

test('a notice takes no plain text', () => {
  // @ts-expect-error plain English
  const plain: JobEvent = { kind: 'notice', text: 'Memory is short.' }
  const sentence: JobEvent = { kind: 'notice', text: text('translate.smallerTiles') }
  expect([plain.kind, sentence.kind]).toEqual(['notice', 'notice'])
})

/** Where what a user gives is read, so that no mistake is the authors' alone: files, folders, options. */
const readers = [
  'electron/cli/',
  'electron/engine/files/',
  'electron/engine/font/',
  'electron/engine/lab/',
  'electron/engine/models/',
  'electron/engine/translate/',
  'electron/graph/onnx/',
  'electron/imaging/codecs/tiff/',
  'electron/tools/font/file/',
  'electron/tools/import/open.ts',
  'electron/train/data/',
  'electron/train/games/',
  'electron/train/given/',
  'electron/train/run/',
  'electron/train/terms/',
]

const sources = ['electron', 'renderer'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file)),
)

test('what reads what a user gives calls no mistake a defect of the authors', () => {
  const found = (path: string) => sources.filter((file) => file.startsWith(path))
  for (const path of readers) expect(found(path), path).not.toEqual([])
  const strays = readers
    .flatMap(found)
    .filter((file) => /\bdefect\(/.test(readFileSync(file, 'utf8').replace(/^import .*/gm, '')))
  expect(strays).toEqual([])
})

test('one place alone makes an error of plain text', () => {
  const unread = sources.filter((file) => /\bas (UnreadCode\b|'internal')/.test(readFileSync(file, 'utf8')))
  expect(unread).toEqual(['electron/contract/errors.ts'])
})
