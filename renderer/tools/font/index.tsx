import { CaseSensitive } from 'lucide-react'
import { useStore } from 'zustand'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { openPage, registerPage } from '../../app/pages.ts'
import { FontPage } from './FontPage.tsx'
import { newFont } from './source/newFont.tsx'
import { followWorks, fontState } from './state.ts'

const actions: Action[] = [
  {
    id: 'font.open',
    label: 'font:open',
    icon: CaseSensitive,
    shortcut: '$mod+Alt+F',
    menu: 'view/lab',
    perform: () => openPage('font'),
  },
  {
    id: 'font.new',
    label: 'font:new',
    menu: 'view/lab',
    perform: () => {
      openPage('font')
      return newFont()
    },
  },
]

/** On the page's button while glyphs are made. */
function MakingMark() {
  const busy = useStore(fontState, ({ job }) => job !== null)
  return busy ? <span className="toolbar__mark" data-state="training" /> : null
}

/** Adds the Font page to the studio; called once at start-up. */
export function registerFont(): void {
  registerActions(actions)
  registerPage({
    id: 'font',
    title: 'font:title',
    icon: CaseSensitive,
    close: 'font:close',
    action: 'font.open',
    Component: FontPage,
    Mark: MakingMark,
  })
  followWorks()
}
