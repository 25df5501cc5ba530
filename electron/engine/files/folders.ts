import * as fs from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import type { Output } from '../../contract/define.ts'
import { diskError } from '../../contract/diskError.ts'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { pictureExtensions } from '../../imaging/codecs/names.ts'

type Listing = Output<EngineContract, 'folders.list'>
type Place = Listing['places'][number]

/** What the dialogs show. A file's content, not its extension, decides how it is opened. */
const extensions = new Set(['ganvas', ...pictureExtensions].map((e) => `.${e}`))

/**
 * Lists a folder for the browser shell's file dialogs: its folders, then its files of known types, by name.
 * An empty path is the user's picture folder, or home. Hidden entries are left out.
 * @throws GanvasError `not-found`, `disk`
 */
export async function listFolder(path: string): Promise<Listing> {
  const places = await existingPlaces()
  const start = places.find((p) => p.kind === 'pictures') ?? places[0]
  const folder = resolve(path || start?.path || homedir())
  const names = await fs.readdir(folder).catch((error) => {
    if (error.code === 'ENOENT')
      throw new GanvasError('not-found', text('files.folderMissing', { path: folder }))
    throw diskError('list', folder, error)
  })
  const visible = names.filter((name) => !name.startsWith('.'))
  const entries = (await Promise.all(visible.map((name) => entryOf(join(folder, name), name)))).filter(
    (entry) => entry !== null,
  )
  entries.sort(
    (a, b) =>
      Number(a.kind === 'file') - Number(b.kind === 'file') ||
      a.name.localeCompare(b.name, undefined, { numeric: true }),
  )
  const parent = dirname(folder)
  return { path: folder, parent: parent === folder ? null : parent, entries, places }
}

async function entryOf(path: string, name: string): Promise<Listing['entries'][number] | null> {
  // A dangling link, or an entry that vanished meanwhile.
  const stat = await fs.stat(path).catch(() => null)
  if (!stat) return null
  const kind = stat.isDirectory() ? 'folder' : 'file'
  if (kind === 'file' && !extensions.has(extname(name).toLowerCase())) return null
  return { name, path, kind, size: kind === 'file' ? stat.size : 0, modified: stat.mtimeMs }
}

async function existingPlaces(): Promise<Place[]> {
  const home = homedir()
  const named = await xdgFolders(home)
  const places: Place[] = [
    { kind: 'home', path: home },
    { kind: 'pictures', path: named.PICTURES ?? join(home, 'Pictures') },
    { kind: 'documents', path: named.DOCUMENTS ?? join(home, 'Documents') },
    { kind: 'downloads', path: named.DOWNLOAD ?? join(home, 'Downloads') },
  ]
  const there = await Promise.all(
    places.map(({ path }) =>
      fs.stat(path).then(
        (s) => s.isDirectory(),
        () => false,
      ),
    ),
  )
  return places.filter((_, i) => there[i])
}

/** Linux desktops name these folders in the user's language, and say where they are in this file. */
async function xdgFolders(home: string): Promise<Partial<Record<string, string>>> {
  const text = await fs.readFile(join(home, '.config', 'user-dirs.dirs'), 'utf8').catch(() => '')
  const lines = text.matchAll(/^XDG_(\w+)_DIR="(.*)"$/gm)
  return Object.fromEntries([...lines].map(([, kind, path]) => [kind, path!.replace('$HOME', home)]))
}
