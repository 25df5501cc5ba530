import { z } from 'zod'

/** Names one raster of a document. Safe as a file name: it becomes a zip entry. */
export const RasterId = z.string().regex(/^[a-z0-9-]{1,64}$/)
export type RasterId = z.infer<typeof RasterId>

export const LayerId = z.string().regex(/^[a-z0-9-]{1,64}$/)
export type LayerId = z.infer<typeof LayerId>

/** Names a model, and its folder. */
export const ModelId = z.string().regex(/^[a-z0-9-]{1,64}$/)
