import type { FileSource } from '../../../electron/contract/fileEnds.ts'
import { t } from '../../i18n/index.ts'
import { pathOf, shell } from '../connection.ts'
import { documentExtensions, fileName, openFilters, pictureExtensions } from './formats.ts'

/** A chosen, dropped or pasted file, with the name it is called by. */
export interface PickedFile {
  readonly name: string
  /** Read when it is needed, so that a long list of files is not held in memory at once. */
  source(): Promise<FileSource>
}

export const pathFile = (path: string): PickedFile => ({
  name: fileName(path),
  source: async () => ({ path }),
})

/** A file of the browser: by its path where the shell tells it, else by its bytes. */
export function browserFile(file: File): PickedFile {
  const name = file.name || t('app:files.pasted')
  return {
    name,
    source: async () => {
      const path = pathOf(file)
      return path ? { path } : { name, bytes: new Uint8Array(await file.arrayBuffer()) }
    },
  }
}

/** Files of one kind, in place of what Ganvas opens. */
export interface FileKind {
  name: string
  extensions: string[]
}

/** Lets the user choose files: the system's dialog in a desktop window, the browser's elsewhere. */
export async function pickFiles(title: string, multiple: boolean, kind?: FileKind): Promise<PickedFile[]> {
  const extensions = kind?.extensions ?? [...documentExtensions, ...pictureExtensions]
  if (!shell) return (await pickInBrowser(multiple, extensions)).map(browserFile)
  const filters = kind ? [kind] : openFilters()
  const { paths } = await shell.call('dialog.open', { title, filters, multiple })
  return paths.map(pathFile)
}

function pickInBrowser(multiple: boolean, extensions: readonly string[]): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = multiple
  input.accept = extensions.map((extension) => `.${extension}`).join(',')
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
