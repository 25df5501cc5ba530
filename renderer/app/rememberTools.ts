import { z } from 'zod'
import { isTool, type ToolSettings, toolSettings } from '../canvas/index.ts'
import { layoutPart, rememberLayout } from './settings.ts'

const fraction = z.number().min(0).max(1)
const color = z.string().regex(/^#[0-9a-f]{6}$/)
const Brush = z.object({
  size: z.number().min(1).max(1000),
  hardness: fraction,
  opacity: fraction,
  smoothing: fraction,
  pressureSize: z.boolean(),
  pressureOpacity: z.boolean(),
  antialias: z.boolean().default(true),
})
const Bucket = z.object({
  tolerance: z.number().min(0).max(255),
  contiguous: z.boolean(),
  sampleAll: z.boolean(),
  antialias: z.boolean(),
})

/** What of the tools survives a restart. It comes from a file that may be older or edited by hand. */
const Remembered = z
  .object({
    tool: z.string().refine(isTool),
    brush: Brush,
    eraser: Brush,
    bucket: Bucket,
    foreground: color,
    background: color,
  })
  .partial()
type Remembered = z.infer<typeof Remembered>

const pick = ({ tool, brush, eraser, bucket, foreground, background }: ToolSettings): Remembered => ({
  tool,
  brush,
  eraser,
  bucket,
  foreground,
  background,
})

/** Brings back tool, brushes and colours, and remembers them from now on. */
export function rememberTools(): void {
  const remembered = Remembered.safeParse(layoutPart('tools', {}))
  if (remembered.success) {
    const known = Object.entries(remembered.data).filter(([, value]) => value !== undefined)
    toolSettings.setState(Object.fromEntries(known))
  }
  toolSettings.subscribe((state, before) => {
    const now = pick(state)
    const changed = (Object.keys(now) as (keyof Remembered)[]).some((key) => now[key] !== before[key])
    if (changed) rememberLayout('tools', now)
  })
}
