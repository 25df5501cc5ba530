import { Boxes, PackagePlus } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { importModel } from './ImportDialog.tsx'
import { showModels } from './ModelsDialog.tsx'

const actions: Action[] = [
  { id: 'models.show', label: 'models:show', icon: Boxes, menu: 'file/settings', perform: showModels },
  {
    id: 'models.import',
    label: 'models:import.action',
    icon: PackagePlus,
    menu: 'file/settings',
    perform: async () => void (await importModel()),
  },
]

/** Adds the list of models and the import of others to the studio; called once at start-up. */
export function registerModels(): void {
  registerActions(actions)
}
