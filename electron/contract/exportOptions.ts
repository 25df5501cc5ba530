import { z } from 'zod'

export const ExportFormat = z.enum(['png', 'jpeg', 'webp', 'tiff', 'psd'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** How file names end in each format, the usual first. Lower case, without the dot. */
export const formatExtensions: Readonly<Record<ExportFormat, readonly [string, ...string[]]>> = {
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  webp: ['webp'],
  tiff: ['tif', 'tiff'],
  psd: ['psd'],
}

/** The formats that what a camera noted is written into. */
export const exifFormats = ['png', 'jpeg', 'webp'] as const
export type ExifFormat = (typeof exifFormats)[number]

export const takesExif = (format: string): format is ExifFormat =>
  (exifFormats as readonly string[]).includes(format)

export const ExportOptions = z.object({
  format: ExportFormat,
  /** JPEG and lossy WebP: 1 to 100. */
  quality: z.int().min(1).max(100).default(92),
  /** WebP only. */
  lossless: z.boolean().default(false),
  /** Fills transparent pixels with `matte` in formats that have alpha too; PSD keeps its layers. */
  filled: z.boolean().default(false),
  /** Behind transparent pixels in formats without alpha, or where they are filled, `#rrggbb`. */
  matte: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .default('#ffffff'),
  /** What is written of what a camera noted: all, all but the place where it was, or nothing. */
  metadata: z.enum(['all', 'no-place', 'none']).default('no-place'),
  /** Whether the file says by a profile that its colours are sRGB; PSD always does. */
  profile: z.boolean().default(true),
})
export type ExportOptions = z.infer<typeof ExportOptions>
