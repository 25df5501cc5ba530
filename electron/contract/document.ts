import { z } from 'zod'
import { MAX_SIDE } from './pixels.ts'
import { ModelId } from './procedures/models.ts'

/** The version of {@link DocumentData}, equal to the number of migrations that lead to it. */
export const DOCUMENT_VERSION = 3

/**
 * The blend modes of PSD, by the names its documents use. `pass-through` is for groups alone: their children
 * are composited straight onto what lies below.
 */
export const blendModes = [
  'normal',
  'dissolve',
  'darken',
  'multiply',
  'color-burn',
  'linear-burn',
  'darker-color',
  'lighten',
  'screen',
  'color-dodge',
  'linear-dodge',
  'lighter-color',
  'overlay',
  'soft-light',
  'hard-light',
  'vivid-light',
  'linear-light',
  'pin-light',
  'hard-mix',
  'difference',
  'exclusion',
  'subtract',
  'divide',
  'hue',
  'saturation',
  'color',
  'luminosity',
  'pass-through',
] as const
export const BlendMode = z.enum(blendModes)
export type BlendMode = z.infer<typeof BlendMode>

/** Names one raster of a document. Safe as a file name: it becomes a zip entry. */
export const RasterId = z.string().regex(/^[a-z0-9-]{1,64}$/)
export type RasterId = z.infer<typeof RasterId>

export const LayerId = z.string().regex(/^[a-z0-9-]{1,64}$/)
export type LayerId = z.infer<typeof LayerId>

/**
 * From layer pixels to document pixels: `p' = (x, y) + R(rotation) S(scaleX, scaleY) p`. Rotation in degrees,
 * clockwise on screen. A negative scale mirrors.
 */
export const Transform = z.object({
  x: z.number(),
  y: z.number(),
  scaleX: z.number().refine((s) => s !== 0, 'a scale of 0 has no inverse'),
  scaleY: z.number().refine((s) => s !== 0, 'a scale of 0 has no inverse'),
  rotation: z.number(),
})
export type Transform = z.infer<typeof Transform>

export const BlendSettings = z.object({
  method: z.enum(['gp', 'poisson', 'modified-poisson', 'paste']),
  /** Whose colours a `gp` blend stays near: the object's own, the photo's, or those that the blending network expects. */
  anchor: z.enum(['composite', 'background', 'gan']),
  /** Weight of the anchor's colours against the gradients; 0 is refused for `gp`, which needs an anchor. */
  beta: z.number().positive().max(1000),
  kernel: z.enum(['normal', 'sobel', 'scharr', 'roberts', 'prewitt']),
})
export type BlendSettings = z.infer<typeof BlendSettings>

export const TranslateSettings = z.strictObject({
  /** How far the result goes from the picture to its translation: 0 leaves the picture as it is. */
  strength: z.number().min(0).max(1).default(1),
  /** Takes the colours of the translation alone. */
  keepLuminance: z.boolean().default(false),
  /** Of a style that translates both ways. */
  direction: z.enum(['forth', 'back']).default('forth'),
  /**
   * The shorter side of the picture as the network sees it, in pixels; absent: the model's own for colours and drawings,
   * the picture's own for styles.
   */
  side: z.int().min(16).max(MAX_SIDE).optional(),
  /** Which variation, of models that have some. */
  seed: z.int().min(0).max(0xffff_ffff).default(0),
  /** Of line drawings: each area has one colour, or what the model painted there; absent: as the model has it. */
  areas: z.enum(['plain', 'painted']).optional(),
})
export type TranslateSettings = z.infer<typeof TranslateSettings>
export const defaultTranslateSettings: TranslateSettings = TranslateSettings.parse({})

/** How a result layer came to be: enough to run it again. Later tools add members to the union. */
export const Recipe = z.discriminatedUnion('tool', [
  z.object({
    tool: z.literal('blend'),
    /** The object's layer; hidden after the blend, never changed by it. */
    source: LayerId,
    /** A mask of the source's size, in the source's pixels; absent: the source's alpha alone. */
    mask: RasterId.optional(),
    settings: BlendSettings,
  }),
  z.object({
    tool: z.literal('translate'),
    /** The layer that was translated; never changed by it. */
    source: LayerId,
    /** Where the translation shows, of the source's size, in the source's pixels; absent: everywhere. */
    mask: RasterId.optional(),
    model: ModelId,
    settings: TranslateSettings,
  }),
])
export type Recipe = z.infer<typeof Recipe>
/** The recipe of one tool. */
export type RecipeOf<T extends Recipe['tool']> = Extract<Recipe, { tool: T }>

const layerBase = {
  id: LayerId,
  name: z.string().max(200),
  visible: z.boolean(),
  locked: z.boolean(),
  opacity: z.number().min(0).max(1),
  blendMode: BlendMode,
}

const rasterLayer = { ...layerBase, raster: RasterId, transform: Transform }

export const Layer = z.discriminatedUnion('kind', [
  z.object({ ...rasterLayer, kind: z.literal('image') }),
  z.object({
    ...rasterLayer,
    kind: z.literal('paint'),
    /** The layer of which this one's alpha says where it shows, for the tools that take masks; it moves with that layer. */
    maskOf: LayerId.optional(),
  }),
  z.object({ ...rasterLayer, kind: z.literal('result'), recipe: Recipe }),
  z.object({ ...layerBase, kind: z.literal('group'), expanded: z.boolean(), children: z.array(LayerId) }),
])
export type Layer = z.infer<typeof Layer>
export type RasterLayer = Exclude<Layer, { kind: 'group' }>
export type GroupLayer = Extract<Layer, { kind: 'group' }>

/** A selection kept for later: a 1-channel raster of the document's size. */
export const SavedMask = z.object({ id: z.string().max(64), name: z.string().max(200), raster: RasterId })
export type SavedMask = z.infer<typeof SavedMask>

/** Everything of a document but its pixels, which are kept by raster id beside it. */
export const DocumentData = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().max(200),
  width: z.int().min(1).max(MAX_SIDE),
  height: z.int().min(1).max(MAX_SIDE),
  layers: z.record(LayerId, Layer),
  /** Top-level layers, bottom first; groups list theirs the same way. */
  root: z.array(LayerId),
  active: LayerId.nullable(),
  /** The current selection, as a 1-channel raster of the document's size; null: everything. */
  selection: RasterId.nullable(),
  masks: z.array(SavedMask),
})
export type DocumentData = z.infer<typeof DocumentData>
