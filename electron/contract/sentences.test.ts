import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Codes whose errors nobody reads: a defect of Ganvas is for its authors, and what was cancelled is not shown. */
const unread = /^'(internal|cancelled)'$/

/**
 * Where errors may be plain English, and why. A path is a folder, or a file; a folder counts with all that is in it.
 * Whatever is not below one of these is a sentence of the contract, so that the studio says it in both languages.
 */
const allowed: Record<string, string> = {
  'electron/cli/': 'the command line speaks English alone',
  'electron/contract/client.ts': 'a value that the contract refuses is a defect of the caller',
  'electron/contract/server.ts': 'a value that the contract refuses is a defect of the caller',
  'electron/contract/errors.ts': 'what crossed a border is what it was, its text with it',
  'electron/graph/':
    'defects of who builds a graph; what a file lacks, the import says with its own sentence',
  'electron/nets/imported.ts': 'a defect of who reads a network of another kind',
  'electron/tools/blend/':
    'a defect of who calls the blend: the page sends pixels of these channels and sizes',
  'electron/tools/import/replay.ts': 'a defect of who asks for an output',
  'electron/tools/import/open.ts': 'the sentence that it passes on',
  'electron/tools/font/write/': 'a defect of who writes a font',
  'electron/train/data/glyphs.ts': 'made and read by scripts',
  'electron/train/domains/': 'options that the command line gives by their names',
  'electron/train/given/': 'networks that the command line gives by their path',
  'electron/train/game/': 'a defect of who writes a game: its names are checked when it is laid out',
  'electron/train/games/':
    'options that the command line gives by their names; the Lab offers none that is refused',
  'electron/train/run/inferenceGraph.ts': 'a defect of a recipe, which names its tensors itself',
  'electron/train/step/': 'a defect of a recipe, which writes its steps itself',
  'electron/train/terms/': 'options that the command line gives by their names',
  'electron/engine/models/trainedModel.ts': 'the command line alone publishes runs of any recipe',
  'electron/engine/procedures/files.ts': 'the page exports layers with their document',
  'electron/engine/procedures/recovery.ts': 'a defect of the page that keeps a copy',
  'electron/engine/project/save.ts': 'a defect of the page that sends a document',
  'electron/imaging/codecs/psd/write.ts': 'a defect of the page that sends a document',
  'renderer/document/': 'a defect of who asks for a layer, pixels or a mask that are not there',
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file))
}

/** `file: code message` of every error whose message is written out in place. */
const written = ['electron', 'renderer'].flatMap(sourcesIn).flatMap((file) => {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(/new GanvasError\(\s*([^,()]+),\s*(['"`].{0,60})/g)]
    .filter(([, code]) => !unread.test(code!))
    .map(([, code, message]) => ({ file, said: `${file}: ${code} ${message}` }))
})

test('what a person can read is a sentence of the contract', () => {
  const strays = written.filter(({ file }) => !Object.keys(allowed).some((path) => file.startsWith(path)))
  expect(strays.map(({ said }) => said)).toEqual([])
})

test('no place is excused that has nothing to be excused for', () => {
  const passed = ['electron/contract/errors.ts', 'electron/tools/import/open.ts']
  const needless = Object.keys(allowed).filter(
    (path) => !passed.includes(path) && !written.some(({ file }) => file.startsWith(path)),
  )
  expect(needless).toEqual([])
})
