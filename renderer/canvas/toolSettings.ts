import { createStore } from 'zustand/vanilla'
import { type BrushSettings, MAX_BRUSH_SIZE } from '../document/brush/stroke.ts'
import type { Symmetry } from '../document/brush/symmetry.ts'
import type { SelectMode } from '../document/masks/mask.ts'
import type { Gradient } from '../document/retouch/gradient.ts'
import type { SampleKind } from '../document/retouch/sampled.ts'
import type { ToneRange } from '../document/retouch/tone.ts'

import { type BrushPreset, firstBrush } from './brushPresets.ts'

/** The id of a tool that is registered; the studio's tools are records of `tools/registry.ts`. */
export type ToolId = string

export interface BucketSettings {
  /** 0 to 255 per channel. */
  tolerance: number
  contiguous: boolean
  sampleAll: boolean
  /** Fades into what differs only a little, as the smoothed edge of a line does. */
  antialias: boolean
}

/** Tools that change what is there along a stroke; each has a brush of its own, whose opacity is how strongly it acts. */
export const retouchTools = ['clone', 'heal', 'blur', 'sharpen', 'smudge', 'dodge', 'burn'] as const
export type RetouchTool = (typeof retouchTools)[number]

/** Every tool that acts along a stroke. */
export type StrokeToolId = 'brush' | 'eraser' | RetouchTool

export const isStrokeTool = (tool: ToolId): tool is StrokeToolId =>
  tool === 'brush' || tool === 'eraser' || retouchTools.some((id) => id === tool)

/** Tools that take pixels from a place that Alt and a click choose. */
export const takesSource = (tool: ToolId): tool is 'clone' | 'heal' => tool === 'clone' || tool === 'heal'

/** Tools whose strokes follow the symmetry: all but those that take pixels from one place. */
export const isMirrored = (tool: ToolId): boolean => isStrokeTool(tool) && !takesSource(tool)

/**
 * What strokes are for: the picture itself, or what a tool asks to be drawn for it: lines, areas of exactly one colour, an
 * object's mask, hints of colours, colours and outlines for a generator.
 */
export const purposes = [
  'picture',
  'lines',
  'areas',
  'mask',
  'hints',
  'sketchColors',
  'sketchOutlines',
] as const
export type Purpose = (typeof purposes)[number]

/** What is painted with. Each purpose has its own. */
export interface PaintKit {
  brush: BrushSettings
  eraser: BrushSettings
  bucket: BucketSettings
  /** Colours as `#rrggbb`. */
  foreground: string
  background: string
  /** The brush's size that was last proposed for this purpose; null: none. The user's own keeps its ratio to it. */
  proposed: number | null
}

export interface ToolSettings extends PaintKit, Record<RetouchTool, BrushSettings> {
  tool: ToolId
  /** A tool that stands in for `tool` while a key or button is held, such as the hand under Space. */
  heldTool: ToolId | null
  /** Whose kit is in hand. */
  purpose: Purpose
  /** The kits of the other purposes, as they were left. */
  kits: Readonly<Partial<Record<Purpose, PaintKit>>>
  move: {
    /** A click picks the topmost layer with something visible under the pointer. */
    autoSelect: boolean
  }
  selectMode: SelectMode
  /** Applied to new selections, in document pixels. */
  feather: number
  antialias: boolean
  wand: {
    /** 0 to 255 per channel. */
    tolerance: number
    contiguous: boolean
    /** From the composite of all layers, not the active layer alone. */
    sampleAll: boolean
  }
  subject: {
    /** What a drag says: the object lies in this box, or is under this line, or is not. */
    mode: 'box' | 'object' | 'ground'
    /** Width of the lines, in document pixels. */
    size: number
    /** Looks at the composite of all layers, not at the active layer alone. */
    sampleAll: boolean
  }
  eyedropper: {
    /** Side of the averaged square, in document pixels. */
    sampleSize: 1 | 3 | 5
  }
  symmetry: Symmetry
  /** Brushes that the user keeps, the newest last. */
  presets: readonly BrushPreset[]
  cloning: {
    sample: SampleKind
    /** The source keeps its distance from stroke to stroke; else each stroke begins at the source again. */
    aligned: boolean
  }
  toning: {
    range: ToneRange
  }
  gradient: {
    kind: Gradient['kind']
    /** What it goes into from the foreground colour. */
    into: 'background' | 'transparent'
    reverse: boolean
    /** 0 to 1. */
    opacity: number
  }
  crop: {
    /** Width over height that the frame keeps; null: free; `document`: that of the document. */
    ratio: number | 'document' | null
    /** The next drag draws a line that shall lie level or stand upright. */
    straightens: boolean
  }
}

const firstKit: PaintKit = {
  brush: firstBrush,
  eraser: { ...firstBrush, size: 60 },
  bucket: { tolerance: 32, contiguous: true, sampleAll: false, antialias: true },
  foreground: '#000000',
  background: '#ffffff',
  proposed: null,
}

const soft: BrushSettings = { ...firstBrush, hardness: 0.5, smoothing: 0 }

const firstBrushes: Record<RetouchTool, BrushSettings> = {
  clone: soft,
  heal: { ...soft, hardness: 0.8 },
  blur: { ...soft, opacity: 0.5 },
  sharpen: { ...soft, opacity: 0.5 },
  smudge: { ...soft, opacity: 0.7 },
  dodge: { ...soft, size: 80, hardness: 0, opacity: 0.3 },
  burn: { ...soft, size: 80, hardness: 0, opacity: 0.3 },
}

export const toolSettings = createStore<ToolSettings>(() => ({
  ...firstKit,
  ...firstBrushes,
  tool: 'move',
  heldTool: null,
  purpose: 'picture',
  kits: {},
  move: { autoSelect: true },
  selectMode: 'replace',
  feather: 0,
  antialias: true,
  wand: { tolerance: 32, contiguous: true, sampleAll: true },
  subject: { mode: 'box', size: 20, sampleAll: true },
  eyedropper: { sampleSize: 1 },
  symmetry: { kind: 'none', count: 6 },
  presets: [],
  cloning: { sample: 'layer', aligned: true },
  toning: { range: 'midtones' },
  gradient: { kind: 'linear', into: 'background', reverse: false, opacity: 1 },
  crop: { ratio: null, straightens: false },
}))

/** The tool that gets the pointer: the held one, else the chosen one. */
export function effectiveTool({ heldTool, tool }: ToolSettings): ToolId {
  return heldTool ?? tool
}

/** Tools that one draws with, or turns to for a moment while drawing; any other ends what was drawn for. */
const whileDrawing: readonly ToolId[] = ['brush', 'eraser', 'bucket', 'eyedropper', 'hand', 'zoom']

export function chooseTool(tool: ToolId): void {
  toolSettings.setState({ tool, heldTool: null })
  if (!whileDrawing.includes(tool)) takeKit('picture')
}

export const kitOf = ({ brush, eraser, bucket, foreground, background, proposed }: PaintKit): PaintKit => ({
  brush,
  eraser,
  bucket,
  foreground,
  background,
  proposed,
})

/**
 * Takes brush, eraser, bucket and colours of a purpose in hand, as they were left, and puts those of the one before away.
 *
 * @param first how they differ from the ordinary ones at the first time
 * @param size proposed for the brush, in document pixels, by the picture in hand
 */
export function takeKit(
  purpose: Purpose,
  first: (kit: PaintKit) => Partial<PaintKit> = () => ({}),
  size?: number,
) {
  const state = toolSettings.getState()
  const kits = { ...state.kits, [state.purpose]: kitOf(state) }
  const kit = kits[purpose] ?? { ...firstKit, ...first(firstKit) }
  toolSettings.setState({ ...kit, ...(size !== undefined && proposing(kit, size)), purpose, kits })
}

function proposing({ brush, proposed }: PaintKit, size: number): Pick<PaintKit, 'brush' | 'proposed'> {
  const wanted = proposed === null ? size : (size * brush.size) / proposed
  return {
    brush: { ...brush, size: Math.min(MAX_BRUSH_SIZE, Math.max(1, Math.round(wanted))) },
    proposed: size,
  }
}

/** The tool in use if it acts along a stroke, else the brush: whose settings keys and sliders change. */
export function paintKey({ tool }: Pick<ToolSettings, 'tool'>): StrokeToolId {
  return isStrokeTool(tool) ? tool : 'brush'
}

export function updateBrush(key: StrokeToolId, change: Partial<BrushSettings>): void {
  toolSettings.setState((state) => ({ [key]: { ...state[key], ...change } }))
}

export function swapColors(): void {
  toolSettings.setState(({ foreground, background }) => ({ foreground: background, background: foreground }))
}
