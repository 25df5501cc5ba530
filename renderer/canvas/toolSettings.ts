import { createStore } from 'zustand/vanilla'

/** Of a tool that is registered; the studio's tools are records of `tools/registry.ts`. */
export type ToolId = string

export type SelectMode = 'replace' | 'add' | 'subtract' | 'intersect'

export interface BrushSettings {
  /** Diameter in document pixels, 1 to 1000. */
  size: number
  /** 0: soft to the centre; 1: a sharp edge. */
  hardness: number
  /** Of the whole stroke, 0 to 1. */
  opacity: number
  /** 0: the pointer's own path; 1: strongly steadied. */
  smoothing: number
  /** Whether the pen's pressure drives the diameter. */
  pressureSize: boolean
  pressureOpacity: boolean
  /** False: every pixel wholly or not at all. */
  antialias: boolean
}

export interface ToolSettings {
  tool: ToolId
  /** A tool that stands in for `tool` while a key or button is held, such as the hand under Space. */
  heldTool: ToolId | null
  brush: BrushSettings
  eraser: BrushSettings
  /** Colours as `#rrggbb`. */
  foreground: string
  background: string
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
  bucket: {
    /** 0 to 255 per channel. */
    tolerance: number
    contiguous: boolean
    sampleAll: boolean
    /** Fades into what differs only a little, as the smoothed edge of a line does. */
    antialias: boolean
  }
  eyedropper: {
    /** Side of the averaged square, in document pixels. */
    sampleSize: 1 | 3 | 5
  }
  crop: {
    /** Width over height that the frame keeps; null: free; `document`: that of the document. */
    ratio: number | 'document' | null
  }
}

const brush: BrushSettings = {
  size: 40,
  hardness: 0.8,
  opacity: 1,
  smoothing: 0.3,
  pressureSize: true,
  pressureOpacity: false,
  antialias: true,
}

export const toolSettings = createStore<ToolSettings>(() => ({
  tool: 'move',
  heldTool: null,
  brush,
  eraser: { ...brush, size: 60 },
  foreground: '#000000',
  background: '#ffffff',
  move: { autoSelect: true },
  selectMode: 'replace',
  feather: 0,
  antialias: true,
  wand: { tolerance: 32, contiguous: true, sampleAll: true },
  bucket: { tolerance: 32, contiguous: true, sampleAll: false, antialias: true },
  eyedropper: { sampleSize: 1 },
  crop: { ratio: null },
}))

/** The tool that gets the pointer: the held one, else the chosen one. */
export function effectiveTool({ heldTool, tool }: ToolSettings): ToolId {
  return heldTool ?? tool
}

export function chooseTool(tool: ToolId): void {
  toolSettings.setState({ tool, heldTool: null })
}

/** The settings of the painting tool in use: the eraser's own, the brush's for every other tool. */
export function paintKey({ tool }: Pick<ToolSettings, 'tool'>): 'brush' | 'eraser' {
  return tool === 'eraser' ? 'eraser' : 'brush'
}

export function updateBrush(key: 'brush' | 'eraser', change: Partial<BrushSettings>): void {
  toolSettings.setState((state) => ({ [key]: { ...state[key], ...change } }))
}

export function swapColors(): void {
  toolSettings.setState(({ foreground, background }) => ({ foreground: background, background: foreground }))
}
