import { PanelRight } from 'lucide-react'
import type { Settings } from '../../../electron/contract/procedures/app.ts'
import { view as canvasView } from '../../canvas/index.ts'
import { currentSession, openDocuments, showDocument } from '../../document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'
import { shell } from '../connection.ts'
import { closePage, hidesPicture } from '../pages.ts'
import { showPanel } from '../panels.ts'
import { settings, updateSettings } from '../settings.ts'
import type { Action } from './action.ts'

function theme(value: Settings['theme'], id: string, label: TranslationKey): Action {
  return {
    id,
    label,
    menu: 'view/appearance/theme',
    checked: () => settings.getState().theme === value,
    perform: () => updateSettings({ theme: value }),
  }
}

function language(value: Settings['language'], id: string, label: TranslationKey): Action {
  return {
    id,
    label,
    menu: 'view/appearance/language',
    checked: () => settings.getState().language === value,
    perform: () => updateSettings({ language: value }),
  }
}

const panel = (name: Parameters<typeof showPanel>[0], label: TranslationKey, shortcut: string): Action => ({
  id: `view.panel.${name}`,
  label,
  icon: PanelRight,
  shortcut,
  menu: 'view/panels/panels',
  perform: () => showPanel(name),
})

/** Shows the document so many tabs further, round and round. */
function step(by: 1 | -1): void {
  const { sessions } = openDocuments.getState()
  const next = sessions.at((sessions.indexOf(currentSession()) + by) % sessions.length)
  if (next) showDocument(next)
}

const hasSeveral = () => openDocuments.getState().sessions.length > 1

/** Whether something stands in the picture's place or over it that Escape takes away. */
const mayLeave = () => hidesPicture() || canvasView.getState().compare.mode === 'slider'

function leave(): void {
  if (hidesPicture()) closePage()
  else canvasView.setState(({ compare }) => ({ compare: { ...compare, mode: 'off' } }))
}

/** How the studio looks; what the canvas shows is defined beside the canvas. */
export const viewActions: Action[] = [
  { id: 'view.leave', label: 'actions:view.leave', shortcut: 'Escape', enabled: mayLeave, perform: leave },
  {
    id: 'view.nextDocument',
    label: 'actions:view.nextDocument',
    // Browsers keep Control+Tab to themselves.
    shortcut: shell ? 'Control+Tab' : '$mod+F6',
    ...(shell && { alternatives: ['$mod+F6'] }),
    menu: 'view/documents',
    enabled: hasSeveral,
    perform: () => step(1),
  },
  {
    id: 'view.previousDocument',
    label: 'actions:view.previousDocument',
    shortcut: shell ? 'Control+Shift+Tab' : '$mod+Shift+F6',
    ...(shell && { alternatives: ['$mod+Shift+F6'] }),
    menu: 'view/documents',
    enabled: hasSeveral,
    perform: () => step(-1),
  },
  panel('color', 'app:panels.color', 'F6'),
  panel('layers', 'app:panels.layers', 'F7'),
  panel('history', 'app:panels.history', 'F8'),
  panel('masks', 'app:panels.masks', 'F9'),
  theme('system', 'view.themeSystem', 'actions:view.themeSystem'),
  theme('light', 'view.themeLight', 'actions:view.themeLight'),
  theme('dark', 'view.themeDark', 'actions:view.themeDark'),
  language('system', 'view.languageSystem', 'actions:view.languageSystem'),
  language('en', 'view.languageEnglish', 'actions:view.languageEnglish'),
  language('zh-CN', 'view.languageChinese', 'actions:view.languageChinese'),
]
