import { FlaskConical } from 'lucide-react'
import { useStore } from 'zustand'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { openPage, registerPage } from '../../app/pages.ts'
import { LabPage } from './LabPage.tsx'
import { followRuns, lab, lookAt, runUnderWay } from './runs.ts'

const actions: Action[] = [
  {
    id: 'lab.open',
    label: 'lab:open',
    icon: FlaskConical,
    shortcut: '$mod+Alt+L',
    menu: 'view/lab',
    perform: () => openPage('lab'),
  },
  {
    id: 'lab.new',
    label: 'lab:new',
    menu: 'view/lab',
    perform: () => {
      lookAt({ kind: 'new' })
      openPage('lab')
    },
  },
]

/** On the Lab's button while something trains. */
function TrainingMark() {
  const state = useStore(lab, ({ runs }) => runUnderWay(runs)?.state)
  return state ? <span className="toolbar__mark" data-state={state} /> : null
}

/** Adds the Lab to the studio; called once at start-up. */
export function registerLab(): void {
  registerActions(actions)
  registerPage({
    id: 'lab',
    title: 'lab:title',
    icon: FlaskConical,
    close: 'lab:close',
    action: 'lab.open',
    Component: LabPage,
    Mark: TrainingMark,
  })
  followRuns()
}
