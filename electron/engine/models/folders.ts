import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve, sep } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { SettingsStore } from '../settings.ts'
import { removeFolder } from './removeFolder.ts'

/** Where models are, as it is at the moment: the user may move theirs. */
export interface ModelFolders {
  /** Those that came with Ganvas, then the user's own; of two models of one name the first is meant. Live. */
  readonly all: readonly [string, string]
  readonly bundled: string
  own(): string
  /** Moves the user's own models. @throws GanvasError `invalid-input`, `exists`, `disk`; nothing has then moved. */
  move(folder: string): Promise<string>
}

/** @param usual where the user's own models are unless the settings say otherwise */
export function openModelFolders(
  bundled: string,
  usual: string,
  settings: Pick<SettingsStore, 'get' | 'set'>,
): ModelFolders {
  const all: [string, string] = [bundled, settings.get().modelsFolder || usual]
  return {
    all,
    bundled,
    own: () => all[1],
    async move(folder) {
      const target = folder === '' ? usual : checkedPath(folder)
      if (resolve(target) === resolve(all[1])) return all[1]
      if (`${resolve(target)}${sep}`.startsWith(`${resolve(all[1])}${sep}`))
        throw new GanvasError('invalid-input', text('models.moveInside', { folder: target }))
      const moved = await copyModels(all[1], target)
      settings.set({ modelsFolder: target === usual ? '' : target })
      const old = all[1]
      all[1] = target
      for (const id of moved) await removeFolder(join(old, id))
      return target
    },
  }
}

function checkedPath(folder: string): string {
  if (isAbsolute(folder)) return folder
  throw new GanvasError('invalid-input', text('models.movePath', { folder }))
}

/** @returns the ids of what was copied; nothing stays of it where one fails */
async function copyModels(from: string, to: string): Promise<string[]> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  const ids = entries.flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
  )
  await mkdir(to, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', to, error)
  })
  for (const id of ids)
    if (await stat(join(to, id)).catch(() => null))
      throw new GanvasError('exists', text('models.moveExists', { folder: to, model: id }))
  const done: string[] = []
  try {
    for (const id of ids) {
      done.push(id)
      await cp(join(from, id), join(to, id), { recursive: true, errorOnExist: true })
    }
  } catch (error) {
    for (const id of done) await rm(join(to, id), { recursive: true, force: true })
    throw diskError('write', to, error)
  }
  return ids
}
