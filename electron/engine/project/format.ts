import { z } from 'zod'
import { DocumentData, RasterId } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import { describeIssues } from '../../contract/issues.ts'
import { MAX_SIDE } from '../../contract/pixels.ts'
import { type Text, text } from '../../contract/text.ts'
import { migrated, migrations } from './migrations.ts'

/** Names of a project's entries. Those that tell about the others come first: a file cut short still has them. */
export const entryNames = {
  mimetype: 'mimetype',
  document: 'document.json',
  manifest: 'manifest.json',
  preview: 'preview.png',
  raster: (id: RasterId) => `rasters/${id}.png`,
}

export const MIMETYPE = 'application/x-ganvas'

const side = z.int().min(1).max(MAX_SIDE)

/** What a raster entry must hold; known here too, so that a lost one can be replaced. */
export const RasterShape = z.object({
  width: side,
  height: side,
  channels: z.union([z.literal(1), z.literal(4)]),
})
export type RasterShape = z.infer<typeof RasterShape>

/** `document.json`. */
export const SavedDocument = z.object({
  version: z.int().min(0),
  document: DocumentData,
  rasters: z.record(RasterId, RasterShape),
})
export type SavedDocument = z.infer<typeof SavedDocument>

/** `manifest.json`: the SHA-256 of every other entry but the mimetype, in hexadecimal. */
export const Manifest = z.object({ sha256: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)) })

/**
 * Reads a saved document of any version up to ours.
 * @throws GanvasError `newer-version`, `unreadable-file`
 */
export function parseSaved(json: unknown, name: string, steps = migrations): SavedDocument {
  const header = z.looseObject({ version: z.int().min(0) }).safeParse(json)
  if (!header.success) throw unsound(name, text('projectFaults.noVersion'))
  const { version } = header.data
  if (version > steps.length)
    throw new GanvasError('newer-version', text('projects.newer', { name, version, supported: steps.length }))
  const parsed = SavedDocument.safeParse(migrated(header.data, version, steps))
  if (!parsed.success)
    throw unsound(name, text('projectFaults.badValues', { issues: describeIssues(parsed.error.issues) }))
  return parsed.data
}

/** The error for a project that is not as a Ganvas wrote it. */
export function unsound(name: string, reason: Text, options?: ErrorOptions): GanvasError {
  return new GanvasError('unreadable-file', text('projects.unsound', { name, reason }), {}, options)
}
