import { z } from 'zod'
import { procedure } from './define.ts'

const filters = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }))
const nothing = z.object({})

/**
 * What only a desktop window can do: native dialogs and the window itself. Served by Electron's main process;
 * the browser shell has none, and the page uses dialogs of its own there.
 */
export const shellContract = {
  'dialog.open': procedure(
    z.object({ title: z.string(), filters, multiple: z.boolean() }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** Null: none was chosen. */
  'dialog.folder': procedure(
    z.object({ title: z.string(), folder: z.string() }),
    z.object({ path: z.string().nullable() }),
  ),
  'dialog.save': procedure(
    z.object({ title: z.string(), filters, suggestedName: z.string(), folder: z.string() }),
    z.object({ path: z.string().nullable() }),
  ),
  /** The title bar, its unsaved mark, and whether closing asks first. */
  'window.describe': procedure(z.object({ title: z.string(), unsaved: z.boolean() }), nothing),
  'window.close': procedure(nothing, nothing),
  /** Resolves with files the system asked Ganvas to open; asked again after each answer. */
  'window.filesToOpen': procedure(nothing, z.object({ paths: z.array(z.string()) })),
  /** Resolves when the user tries to close a window with unsaved changes; asked again after each answer. */
  'window.closeRequested': procedure(nothing, nothing),
  'folder.show': procedure(z.object({ path: z.string() }), nothing),
}
export type ShellContract = typeof shellContract
