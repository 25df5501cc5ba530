import { z } from 'zod'
import { LayerId, RasterId } from '../ids.ts'
import { ResultRecipe } from '../tools/index.ts'
import { TextSettings } from '../tools/textSettings.ts'
import { Transform } from '../transform.ts'
import { Adjustment } from './adjustment.ts'
import { BlendMode } from './blendMode.ts'
import { LayerMask } from './mask.ts'

const layerBase = {
  id: LayerId,
  name: z.string().max(200),
  visible: z.boolean(),
  locked: z.boolean(),
  opacity: z.number().min(0).max(1),
  blendMode: BlendMode,
  mask: LayerMask.optional(),
  /** It shows only where the nearest layer below it that is not clipped does, and is mixed with that one alone. */
  clipped: z.boolean().optional(),
}

const rasterLayer = {
  ...layerBase,
  raster: RasterId,
  transform: Transform,
  /** What is painted changes its colours and never where it shows. */
  alphaLocked: z.boolean().optional(),
}

export const Layer = z.discriminatedUnion('kind', [
  z.object({ ...rasterLayer, kind: z.literal('image') }),
  z.object({
    ...rasterLayer,
    kind: z.literal('paint'),
    /** The layer of which this one's alpha says where it shows, for the tools that take masks; it moves with that layer. */
    maskOf: LayerId.optional(),
    /** The layer for whose repainting this one's colours are hints, pixel by pixel; it moves with that layer. */
    hintsOf: LayerId.optional(),
  }),
  z.object({ ...rasterLayer, kind: z.literal('result'), recipe: ResultRecipe }),
  /** Drawn from its outline; its pixels are a picture of it, at the size that it was set in. */
  z.object({
    ...rasterLayer,
    kind: z.literal('text'),
    text: TextSettings,
    /** An SVG path in the text's own space, y downwards; null: it was not set here yet, and its pixels are all there is. */
    outline: z.string().nullable(),
    /** Where the top left corner of its pixels lies in the text's own space. */
    origin: z.object({ x: z.number(), y: z.number() }),
  }),
  /** Changes what lies below it; it has no pixels. */
  z.object({ ...layerBase, kind: z.literal('adjustment'), adjustment: Adjustment }),
  z.object({ ...layerBase, kind: z.literal('group'), expanded: z.boolean(), children: z.array(LayerId) }),
])
export type Layer = z.infer<typeof Layer>
/** A layer with pixels of its own. */
export type RasterLayer = Extract<Layer, { raster: RasterId }>
export type TextLayer = Extract<Layer, { kind: 'text' }>
export type AdjustmentLayer = Extract<Layer, { kind: 'adjustment' }>
export type GroupLayer = Extract<Layer, { kind: 'group' }>

/** The layer that another one is painted for, as its mask or its hints. */
export const attachedTo = (layer: Layer | undefined): LayerId | undefined =>
  layer?.kind === 'paint' ? (layer.maskOf ?? layer.hintsOf) : undefined

/** Whether a layer has pixels of its own, which a transform places. */
export const hasPixels = (layer: Layer | undefined): layer is RasterLayer =>
  layer !== undefined && 'raster' in layer
