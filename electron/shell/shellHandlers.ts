import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { Handlers } from '../contract/server.ts'
import type { ShellContract } from '../contract/shell.ts'
import type { Closing } from './closing.ts'
import type { Waiting } from './waiting.ts'

export interface ShellDeps {
  window: BrowserWindow
  closing: Closing
  filesToOpen: Waiting<string[]>
}

/** What the page may ask of the window it is in. */
export function createShellHandlers({ window, closing, filesToOpen }: ShellDeps): Handlers<ShellContract> {
  return {
    'dialog.open': async ({ title, filters, multiple }) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title,
        filters,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      })
      return { paths: filePaths }
    },
    'dialog.folder': async ({ title, folder }) => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title,
        defaultPath: folder || app.getPath('pictures'),
        properties: ['openDirectory'],
      })
      return { path: filePaths[0] ?? null }
    },
    'dialog.save': async ({ title, filters, suggestedName, folder }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        filters,
        defaultPath: join(folder || app.getPath('pictures'), basename(suggestedName)),
      })
      return { path: canceled ? null : filePath }
    },
    'window.describe': ({ title, unsaved }) => {
      window.setTitle(title)
      window.setDocumentEdited(unsaved)
      closing.unsaved = unsaved
      return {}
    },
    'window.close': () => {
      closing.closeNow()
      return {}
    },
    'window.filesToOpen': async (_input, { signal }) => ({ paths: await filesToOpen.next(signal) }),
    'window.closeRequested': async (_input, { signal }) => {
      await closing.requests.next(signal)
      return {}
    },
    'folder.show': ({ path }) => {
      shell.showItemInFolder(path)
      return {}
    },
  }
}
