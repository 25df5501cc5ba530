import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { DocumentData, Exif, LayerId, RasterId } from '../document/index.ts'
import { ExportOptions } from '../exportOptions.ts'
import { FileSource, FileTarget, Written } from '../fileEnds.ts'
import { PictureSize, Pixels } from '../pixels.ts'
import { Text } from '../text.ts'

export const Rasters = z.record(RasterId, Pixels)
export type Rasters = z.infer<typeof Rasters>

/**
 * What layers of a PSD can have that documents do not. Turned into pixels: `artboard`, `clipping`, `fill`, `mask`,
 * `smart-object`, `text`, `vector-mask`. Left out: `adjustment`, `effects`, `fill-opacity`, `pattern`. `layers`: only the
 * merged picture was opened. `saved-masks`: left out of an export.
 */
export const psdFeatures = [
  'adjustment',
  'artboard',
  'effects',
  'fill',
  'fill-opacity',
  'layers',
  'pattern',
  'saved-masks',
  'smart-object',
  'text',
  'vector-mask',
] as const
export type PsdFeature = (typeof psdFeatures)[number]

/**
 * Something that was lost or changed on the way in or out and that the user is told: `code` picks the
 * translated sentence, `values` fill it:
 *
 * - `wide-gamut-reduced`     profile: its name, may be empty
 * - `color-coding-ignored`   coding: such as PQ, in which the samples were not read
 * - `sixteen-bit-reduced`    bits: per channel
 * - `first-frame-only`       frames: how many there were
 * - `other-pages-left`       page: the one that was opened, from 1; pages: how many there are
 * - `extra-channels-left`    channels: how many, such as saved selections
 * - `signed-samples-clipped` negative samples became black
 * - `svg-rasterised`         width, height
 * - `psd-feature-flattened`  layers: names; feature: one of {@link psdFeatures}
 * - `psd-mode-approximated`  layers: names of those that became `normal`
 * - `alpha-flattened`        matte: the colour behind
 * - `recovered-partly`       lost, total: rasters; layers: names of those now empty
 */
export const Notice = z.object({
  code: z.enum([
    'wide-gamut-reduced',
    'color-coding-ignored',
    'sixteen-bit-reduced',
    'first-frame-only',
    'other-pages-left',
    'extra-channels-left',
    'signed-samples-clipped',
    'svg-rasterised',
    'psd-feature-flattened',
    'psd-mode-approximated',
    'alpha-flattened',
    'cmyk-converted',
    'recovered-partly',
  ]),
  values: z.record(z.string(), z.string()).default({}),
})
export type Notice = z.infer<typeof Notice>

/** What a file held: one picture, or layers (PSD, `.ganvas`). */
export const Opened = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('picture'),
    name: z.string(),
    pixels: Pixels,
    notices: z.array(Notice),
    exif: Exif.optional(),
  }),
  z.object({
    kind: z.literal('document'),
    document: DocumentData,
    rasters: Rasters,
    notices: z.array(Notice),
    /** The file's own picture of its layers, where they cannot be shown as they are. */
    merged: Pixels.optional(),
    /** Set for a `.ganvas` file opened by path: where Save goes. */
    projectPath: z.string().optional(),
  }),
])
export type Opened = z.infer<typeof Opened>

const nothing = z.object({})

export const fileProcedures = {
  /** Opens any supported file, told by its content and not by its extension. */
  'files.open': job('files', z.object({ source: FileSource }), Opened),
  /** Opens a picture as a mask of one channel; what to know of how it was read comes with it. */
  'files.openMask': job(
    'files',
    z.object({ source: FileSource }),
    z.object({ mask: Pixels, remarks: z.array(Text) }),
  ),
  /** The sample document that the studio starts with. */
  'files.sample': job('files', nothing, Opened),
  /**
   * Flat formats encode `composite`, resampled to `size` if that is given; `psd` keeps the layers, and the document's
   * size.
   */
  'files.export': job(
    'files',
    z.object({
      composite: Pixels,
      layered: z
        .object({
          document: DocumentData,
          rasters: Rasters,
          /** Texts whose own pixels are not as they are seen, in pixels of the document. */
          texts: z.record(LayerId, z.object({ x: z.int(), y: z.int(), pixels: Pixels })).optional(),
        })
        .optional(),
      options: ExportOptions,
      size: PictureSize.optional(),
      /** Written into PNG, JPEG and WebP, as far as the options say. */
      exif: Exif.optional(),
      target: FileTarget,
    }),
    Written.extend({ notices: z.array(Notice) }),
  ),
  /** Writes a `.ganvas` project, atomically: a failure leaves the file that was there. */
  'project.save': job(
    'files',
    z.object({ document: DocumentData, rasters: Rasters, composite: Pixels, target: FileTarget }),
    Written,
  ),
  /** Entries of a folder, for the browser shell's own file dialogs: folders, and files Ganvas opens or writes. */
  'folders.list': procedure(
    z.object({ path: z.string() }),
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      entries: z.array(
        z.object({
          name: z.string(),
          path: z.string(),
          kind: z.enum(['folder', 'file']),
          size: z.number(),
          modified: z.number(),
        }),
      ),
      places: z.array(
        z.object({ kind: z.enum(['home', 'pictures', 'documents', 'downloads']), path: z.string() }),
      ),
    }),
  ),
}
