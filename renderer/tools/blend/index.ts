import { Blend } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { registerToolPanel } from '../../app/toolPanels.ts'
import { currentSession } from '../../document/index.ts'
import { BlendPanel } from './BlendPanel.tsx'
import { runBlend } from './run.ts'
import { blendState } from './state.ts'
import { blendSubject } from './subject.ts'

const run: Action = {
  id: 'blend.run',
  label: 'blend:run',
  icon: Blend,
  shortcut: '$mod+Enter',
  menu: 'layer/blend',
  enabled: () => blendSubject(currentSession().data, blendState.getState().masks).kind !== 'none',
  perform: runBlend,
}

/** Adds the Blend tool to the studio; called once at start-up. */
export function registerBlend(): void {
  registerActions([run])
  registerToolPanel({ tool: 'blend', title: 'blend:title', Component: BlendPanel })
}
