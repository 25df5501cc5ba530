import { Feather } from 'lucide-react'
import { registerTool } from '../../app/tools.ts'
import type { StudioTool } from '../../canvas/index.ts'
import { ViewOptions } from '../basic/ViewOptions.tsx'
import { followSketch } from './follow.ts'
import { SketchMachine } from './machine.ts'
import { SketchPanel } from './SketchPanel.tsx'

const tool: StudioTool = {
  id: 'sketch',
  title: 'canvas:tool.sketch',
  icon: Feather,
  key: 's',
  group: 'place',
  createMachine: () => new SketchMachine(),
  Options: ViewOptions,
  panel: { title: 'sketch:title', Component: SketchPanel },
}

/** Adds the Sketch tool to the studio; called once at start-up. */
export function registerSketch(): void {
  registerTool(tool)
  followSketch()
}
