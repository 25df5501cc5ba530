import { ScanSearch, Scissors } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { isOpen } from '../../app/opened.ts'
import { hasSelection } from '../../app/openState.ts'
import { registerTool } from '../../app/tools.ts'
import { chooseTool, type StudioTool } from '../../canvas/index.ts'
import { currentSelection, currentSession, maskBounds } from '../../document/index.ts'
import { cutOut } from './cutter.ts'
import { SubjectMachine } from './machine.ts'
import { refineEdgeOfSelection } from './RefineDialog.tsx'
import { SubjectOptions } from './SubjectOptions.tsx'

/** How far from the picture's border an object is looked for where nothing is selected, as a share of its sides. */
const INSET = 0.04

const tool: StudioTool = {
  id: 'subject',
  title: 'canvas:tool.subject',
  icon: ScanSearch,
  key: 'q',
  group: 'select',
  createMachine: () => new SubjectMachine(),
  Options: SubjectOptions,
}

/** The object in what is selected; without a selection, what stands in the middle of the picture. */
async function selectSubject(): Promise<void> {
  const session = currentSession()
  const { width, height } = session.data
  const selection = currentSelection(session)
  const [x, y] = [Math.round(INSET * width), Math.round(INSET * height)]
  const box = selection ? maskBounds(selection) : { x, y, width: width - 2 * x, height: height - 2 * y }
  chooseTool('subject')
  await cutOut(session, { box, strokes: [] })
}

const actions: Action[] = [
  {
    id: 'select.subject',
    label: 'actions:select.subject',
    icon: ScanSearch,
    shortcut: '$mod+Alt+S',
    menu: 'select/subject',
    enabled: isOpen,
    perform: selectSubject,
  },
  {
    id: 'select.refine',
    label: 'actions:select.refine',
    icon: Scissors,
    shortcut: '$mod+Alt+R',
    menu: 'select/subject',
    enabled: hasSelection,
    perform: refineEdgeOfSelection,
  },
]

/** Adds Select subject and Refine edge to the studio; called once at start-up. */
export function registerCutOut(): void {
  registerActions(actions)
  registerTool(tool)
}
