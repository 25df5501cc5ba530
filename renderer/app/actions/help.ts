import { Keyboard, Search } from 'lucide-react'
import { showAbout } from '../dialogs/AboutDialog.tsx'
import { showLogs } from '../dialogs/LogDialog.tsx'
import { showThirdPartyNotices } from '../dialogs/notices.ts'
import { openPalette } from '../palette.ts'
import type { Action } from './action.ts'
import { showShortcuts } from './ShortcutsDialog.tsx'

export const helpActions: Action[] = [
  {
    id: 'help.commandPalette',
    label: 'actions:help.commandPalette',
    icon: Search,
    shortcut: '$mod+K',
    alternatives: ['$mod+Shift+P'],
    menu: 'help/find',
    hidden: true,
    perform: openPalette,
  },
  {
    id: 'help.shortcuts',
    label: 'actions:help.shortcuts',
    icon: Keyboard,
    shortcut: 'Shift+?',
    alternatives: ['F1'],
    menu: 'help/find',
    perform: showShortcuts,
  },
  { id: 'help.logs', label: 'actions:help.logs', menu: 'help/about', perform: showLogs },
  { id: 'help.notices', label: 'actions:help.notices', menu: 'help/about', perform: showThirdPartyNotices },
  { id: 'help.about', label: 'actions:help.about', menu: 'help/about', perform: showAbout },
]
