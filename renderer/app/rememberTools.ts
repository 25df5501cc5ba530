import { z } from 'zod'
import { MAX_PRESETS } from '../canvas/brushPresets.ts'
import {
  isTool,
  kitOf,
  purposes,
  type RetouchTool,
  retouchTools,
  type ToolSettings,
  toolSettings,
} from '../canvas/index.ts'
import {
  gradientKinds,
  grains,
  MAX_BRUSH_SIZE,
  MAX_IMAGES,
  plainTexture,
  sampleKinds,
  symmetryKinds,
  tipShapes,
  toneRanges,
} from '../document/index.ts'
import { layoutPart, rememberLayout } from './settings.ts'

const fraction = z.number().min(0).max(1)
const color = z.string().regex(/^#[0-9a-f]{6}$/)
const Brush = z.object({
  size: z.number().min(1).max(MAX_BRUSH_SIZE),
  hardness: fraction,
  opacity: fraction,
  smoothing: fraction,
  pressureSize: z.boolean(),
  pressureOpacity: z.boolean(),
  antialias: z.boolean().default(true),
  texture: z
    .object({ tip: z.enum(tipShapes), grain: z.enum(grains), angle: z.number().min(-360).max(360) })
    .default(plainTexture),
})
const Bucket = z.object({
  tolerance: z.number().min(0).max(255),
  contiguous: z.boolean(),
  sampleAll: z.boolean(),
  antialias: z.boolean(),
})

const Kit = z.object({
  brush: Brush,
  eraser: Brush,
  bucket: Bucket,
  foreground: color,
  background: color,
  proposed: z.number().positive().nullable(),
})

const retouchBrushes = Object.fromEntries(retouchTools.map((tool) => [tool, Brush])) as Record<
  RetouchTool,
  typeof Brush
>

/** What of the tools survives a restart. It comes from a file that may be older or edited by hand. */
const Remembered = z
  .object({
    tool: z.string().refine(isTool),
    /** What paints the picture itself, which is in hand again after a restart. */
    ...Kit.omit({ proposed: true }).shape,
    ...retouchBrushes,
    symmetry: z.object({ kind: z.enum(symmetryKinds), count: z.int().min(2).max(MAX_IMAGES) }),
    presets: z.array(z.object({ name: z.string().min(1).max(60), brush: Brush })).max(MAX_PRESETS),
    cloning: z.object({ sample: z.enum(sampleKinds), aligned: z.boolean() }),
    toning: z.object({ range: z.enum(toneRanges) }),
    gradient: z.object({
      kind: z.enum(gradientKinds),
      into: z.enum(['background', 'transparent']),
      reverse: z.boolean(),
      opacity: fraction,
    }),
    kits: z.partialRecord(z.enum(purposes), Kit),
  })
  .partial()
type Remembered = z.input<typeof Remembered>

function pick(state: ToolSettings): Remembered {
  const { picture = kitOf(state), ...kits } = { ...state.kits, [state.purpose]: kitOf(state) }
  const { proposed: _, ...own } = picture
  return {
    ...pickKeys(state, ['tool', 'symmetry', 'cloning', 'toning', 'gradient', ...retouchTools]),
    ...own,
    presets: [...state.presets],
    kits,
  }
}

function pickKeys<K extends keyof ToolSettings>(state: ToolSettings, keys: readonly K[]) {
  return Object.fromEntries(keys.map((key) => [key, state[key]])) as Pick<ToolSettings, K>
}

const watched = [
  'tool',
  'purpose',
  'kits',
  'brush',
  'eraser',
  'bucket',
  'foreground',
  'background',
  'symmetry',
  'presets',
  'cloning',
  'toning',
  'gradient',
  ...retouchTools,
] as const

/** Brings back tool, brushes and colours, and remembers them from now on. */
export function rememberTools(): void {
  const remembered = Remembered.safeParse(layoutPart('tools', {}))
  if (remembered.success) {
    const known = Object.entries(remembered.data).filter(([, value]) => value !== undefined)
    toolSettings.setState(Object.fromEntries(known))
  }
  toolSettings.subscribe((state, before) => {
    if (watched.some((key) => state[key] !== before[key])) rememberLayout('tools', pick(state))
  })
}
