import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'

export interface BatchItem {
  /** Names the output, and the item in messages. */
  name: string
  source: string
  background: string
  /** Absent: the source's alpha. */
  mask?: string
  /** Where the object goes, if the list says so: else as the options say. */
  place?: Placement
}

export interface Placement {
  at?: { x: number; y: number }
  scale?: number
  rotation?: number
}

/** An entry that cannot be blended, and why. */
export interface BadEntry {
  name: string
  problem: string
}

export type Entry = BatchItem | BadEntry

const roles = ['source', 'background', 'mask'] as const
/** The columns of a list without a heading, in their order. */
const columns = [...roles, 'x', 'y', 'scale', 'rotate'] as const
type Column = (typeof columns)[number]

/**
 * What a batch consists of: the lines of a CSV, or the triples of a folder. An entry that does not fit says why, and the
 * others stay.
 *
 * @throws GanvasError `not-found`; `invalid-input` where there is nothing to blend, or for a heading that names no column
 */
export async function listBatch(path: string): Promise<Entry[]> {
  const info = await stat(path).catch(() => null)
  if (!info) throw new GanvasError('not-found', text('batch.missing', { path }))
  const entries = info.isDirectory()
    ? triplesOf(await readdir(path), path)
    : parseCsv(path, await readFile(path, 'utf8'))
  if (entries.length === 0) throw new GanvasError('invalid-input', text('batch.nothingToBlend', { path }))
  return entries
}

/**
 * `source;background;mask;x;y;scale;rotate` a line, relative to the file; a heading may name fewer columns, in any order.
 * Empty lines and `#` are passed over.
 */
function parseCsv(path: string, text: string): Entry[] {
  const entries: Entry[] = []
  let order: readonly string[] = columns
  let isFirst = true
  for (const [i, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const fields = line.split(';').map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    const heading = isFirst && fields.some((field) => field.toLowerCase() === 'source')
    isFirst = false
    if (heading) order = readHeading(path, fields)
    else entries.push(readLine(path, i + 1, line, fields, order, entries.length + 1))
  }
  return entries
}

function readHeading(path: string, fields: readonly string[]): string[] {
  const order = fields.map((field) => field.toLowerCase())
  const strange = order.find((name) => !columns.includes(name as Column))
  if (strange !== undefined)
    throw new GanvasError(
      'invalid-input',
      text('batch.strangeColumn', { path, column: strange, columns: columns.join(', ') }),
    )
  return order
}

function readLine(
  path: string,
  lineNumber: number,
  line: string,
  fields: readonly string[],
  order: readonly string[],
  count: number,
): Entry {
  const value = (column: Column) => fields[order.indexOf(column)] || undefined
  const [source, background, mask] = roles.map(value)
  const number = String(count).padStart(4, '0')
  const name = source ? `${number}-${stem(source)}` : number
  const bad = (what: string) => ({ name, problem: `${path}, line ${lineNumber}: "${line}" ${what}.` })
  if (!source || !background || fields.length > order.length)
    return bad(`is not of the form ${order.join(';')}`)
  const numbers: Partial<Record<Column, number>> = {}
  for (const column of ['x', 'y', 'scale', 'rotate'] as const) {
    const given = value(column)
    if (given === undefined) continue
    const parsed = Number(given)
    if (!Number.isFinite(parsed)) return bad(`has the ${column} "${given}", which is not a number`)
    numbers[column] = parsed
  }
  const { x, y, scale, rotate } = numbers
  if ((x === undefined) !== (y === undefined)) return bad('has one of x and y; both are needed')
  if (scale === 0) return bad('has the scale 0, which leaves nothing of the object')
  const at = (file: string) => resolve(dirname(path), file)
  return {
    name,
    source: at(source),
    background: at(background),
    ...(mask && { mask: at(mask) }),
    place: {
      ...(x !== undefined && y !== undefined && { at: { x, y } }),
      ...(scale !== undefined && { scale }),
      ...(rotate !== undefined && { rotation: rotate }),
    },
  }
}

/** `name-source.*`, `name-background.*` and, unless the source has alpha, `name-mask.*`. */
function triplesOf(files: readonly string[], folder: string): Entry[] {
  const found = new Map<string, Partial<Record<(typeof roles)[number], string>>>()
  const doubled = new Map<string, string>()
  for (const file of files.toSorted()) {
    const match = /^(.+)-(source|background|mask)$/.exec(stem(file))
    if (!match) continue
    const [, name, role] = match as unknown as [string, string, (typeof roles)[number]]
    const triple = found.get(name) ?? {}
    if (triple[role])
      doubled.set(
        name,
        `${folder} holds two files for "${name}-${role}": ${basename(triple[role])} and ${file}. Remove one.`,
      )
    found.set(name, { ...triple, [role]: join(folder, file) })
  }
  return [...found].map(([name, { source, background, mask }]): Entry => {
    const problem = doubled.get(name)
    if (problem) return { name, problem }
    if (source && background) return { name, source, background, ...(mask && { mask }) }
    return {
      name,
      problem: `${folder}: "${name}" has no ${source ? 'background' : 'source'}; it needs ${name}-source and ${name}-background.`,
    }
  })
}

function stem(file: string): string {
  return basename(file, extname(file))
}
