import { Blend } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { registerTool } from '../../app/tools.ts'
import type { StudioTool } from '../../canvas/index.ts'
import { MoveTool } from '../../canvas/tools/move.ts'
import { currentSession } from '../../document/index.ts'
import { MoveOptions } from '../basic/MoveOptions.tsx'
import { BlendPanel } from './BlendPanel.tsx'
import { followMaskBrush } from './commands.ts'
import { runBlend } from './run.ts'
import { blendSubject } from './subject.ts'

const tool: StudioTool = {
  id: 'blend',
  title: 'canvas:tool.blend',
  icon: Blend,
  key: 'g',
  group: 'place',
  createMachine: () => new MoveTool('blend', { leavesBackground: true }),
  showsHandles: true,
  Options: MoveOptions,
  panel: { title: 'blend:title', Component: BlendPanel },
}

const run: Action = {
  id: 'blend.run',
  label: 'blend:run',
  icon: Blend,
  shortcut: '$mod+Enter',
  menu: 'layer/blend',
  enabled: () => blendSubject(currentSession().data).kind !== 'none',
  perform: runBlend,
}

/** Adds the Blend tool to the studio; called once at start-up. */
export function registerBlend(): void {
  registerActions([run])
  registerTool(tool)
  followMaskBrush()
}
