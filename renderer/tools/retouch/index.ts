import { Bandage, Droplet, Flame, type LucideIcon, Pointer, Stamp, Sun, Triangle } from 'lucide-react'
import { registerTool } from '../../app/tools.ts'
import type { RetouchTool } from '../../canvas/index.ts'
import { GradientTool } from '../../canvas/tools/gradient.ts'
import { PaintTool } from '../../canvas/tools/paint.ts'
import { GradientOptions } from './GradientOptions.tsx'
import { GradientIcon } from './gradientIcon.ts'
import { RetouchOptions } from './RetouchOptions.tsx'
import './retouch.css'

const tools: readonly [id: RetouchTool, icon: LucideIcon, key: string, family: string][] = [
  ['heal', Bandage, 'j', 'repair'],
  ['clone', Stamp, 'k', 'repair'],
  ['dodge', Sun, 'o', 'light'],
  ['burn', Flame, 'Shift+O', 'light'],
  ['blur', Droplet, 'u', 'light'],
  ['sharpen', Triangle, 'Shift+U', 'light'],
  ['smudge', Pointer, 'y', 'light'],
]

/** Adds the tools that mend a picture along strokes. */
export function registerRetouch(): void {
  for (const [id, icon, key, family] of tools)
    registerTool({
      id,
      title: `canvas:tool.${id}`,
      icon,
      key,
      group: 'paint',
      family,
      createMachine: () => new PaintTool(id),
      Options: RetouchOptions,
    })
  registerTool({
    id: 'gradient',
    title: 'canvas:tool.gradient',
    icon: GradientIcon,
    key: 'Shift+F',
    group: 'paint',
    family: 'fill',
    createMachine: () => new GradientTool(),
    Options: GradientOptions,
  })
}
