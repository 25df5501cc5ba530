import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { GanvasError } from '../contract/errors.ts'

export interface BatchItem {
  /** Names the output, and the item in messages. */
  name: string
  source: string
  background: string
  /** Absent: the source's alpha. */
  mask?: string
}

const roles = ['source', 'background', 'mask'] as const

/**
 * What a batch consists of: the lines of a CSV, or the triples of a folder.
 *
 * @throws GanvasError `not-found`, or `invalid-input` naming the line or file that does not fit
 */
export async function listBatch(path: string): Promise<BatchItem[]> {
  const info = await stat(path).catch(() => null)
  if (!info) throw new GanvasError('not-found', `There is no file or folder ${path}.`, { path })
  const items = info.isDirectory()
    ? triplesOf(path, await readdir(path))
    : parseCsv(path, await readFile(path, 'utf8'))
  if (items.length === 0)
    throw new GanvasError('invalid-input', `${path} holds nothing to blend; see: ganvas blend --help`, {
      path,
    })
  return items
}

/** `source;background;mask` a line, relative to the file. Empty lines, `#` and a heading are passed over. */
function parseCsv(path: string, text: string): BatchItem[] {
  const items: BatchItem[] = []
  for (const [i, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const fields = line.split(';').map((field) => field.trim().replace(/^"(.*)"$/, '$1'))
    if (line.trim() === '' || line.startsWith('#')) continue
    if (items.length === 0 && fields[0]?.toLowerCase() === 'source') continue
    const [source, background, mask] = fields
    if (!source || !background || fields.length > 3)
      throw new GanvasError(
        'invalid-input',
        `${path}, line ${i + 1}: "${line}" is not of the form source;background;mask.`,
        { path, line: i + 1 },
      )
    const at = (file: string) => resolve(dirname(path), file)
    const name = String(items.length + 1).padStart(4, '0')
    items.push({
      name: `${name}-${stem(source)}`,
      source: at(source),
      background: at(background),
      ...(mask && { mask: at(mask) }),
    })
  }
  return items
}

/** `name-source.*`, `name-background.*` and, unless the source has alpha, `name-mask.*`. */
function triplesOf(folder: string, files: string[]): BatchItem[] {
  const found = new Map<string, Partial<Record<(typeof roles)[number], string>>>()
  for (const file of files.sort()) {
    const match = /^(.+)-(source|background|mask)$/.exec(stem(file))
    if (!match) continue
    const [, name, role] = match as unknown as [string, string, (typeof roles)[number]]
    const triple = found.get(name) ?? {}
    if (triple[role])
      throw new GanvasError(
        'invalid-input',
        `${folder} holds two files for "${name}-${role}": ${basename(triple[role])} and ${file}. Remove one.`,
        { folder },
      )
    found.set(name, { ...triple, [role]: join(folder, file) })
  }
  return [...found].map(([name, { source, background, mask }]) => {
    if (!source || !background)
      throw new GanvasError(
        'invalid-input',
        `${folder}: "${name}" has no ${source ? 'background' : 'source'}; it needs ${name}-source and ${name}-background.`,
        { folder, name },
      )
    return { name, source, background, ...(mask && { mask }) }
  })
}

function stem(file: string): string {
  return basename(file, extname(file))
}
