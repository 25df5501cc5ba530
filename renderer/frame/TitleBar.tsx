import { Columns2, Moon, Search, Sun } from 'lucide-react'
import { useStore } from 'zustand'
import { getAction } from '../app/actions/registry.ts'
import { runAction } from '../app/actions/run.ts'
import { documentName } from '../app/files/documentName.ts'
import { useIsOpen } from '../app/opened.ts'
import { useTheme } from '../app/theme.ts'
import { view } from '../canvas/index.ts'
import { useDocument } from '../document/index.ts'
import { useT } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { MenuBar } from './MenuBar.tsx'
import './titlebar.css'

/** The mark, the menus, the document's name, and what is wanted at hand everywhere. */
export function TitleBar() {
  const t = useT()
  const open = useIsOpen()
  const comparing = useStore(view, (state) => state.compare.mode === 'slider')
  const compare = getAction('view.compareSlider')
  const palette = getAction('help.commandPalette')
  const theme = useTheme()
  return (
    <header className="titlebar">
      <div className="titlebar__start">
        <svg className="titlebar__mark" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <rect x="1" y="1" width="11" height="11" rx="2.5" fill="currentColor" opacity="0.45" />
          <rect x="6" y="6" width="11" height="11" rx="2.5" fill="currentColor" />
        </svg>
        <MenuBar />
      </div>
      <DocumentTitle />
      <div className="titlebar__end">
        <IconButton
          icon={Columns2}
          label={t(compare.label)}
          shortcut={compare.shortcut}
          pressed={comparing}
          disabled={!open}
          onClick={() => void runAction(compare)}
        />
        <IconButton
          icon={Search}
          label={t(palette.label)}
          shortcut={palette.shortcut}
          onClick={() => void runAction(palette)}
        />
        <IconButton
          icon={theme === 'dark' ? Sun : Moon}
          label={t(theme === 'dark' ? 'actions:view.themeLight' : 'actions:view.themeDark')}
          onClick={() => void runAction(getAction(theme === 'dark' ? 'view.themeLight' : 'view.themeDark'))}
        />
      </div>
    </header>
  )
}

function DocumentTitle() {
  const t = useT()
  const open = useIsOpen()
  const name = useDocument(documentName)
  const unsaved = useDocument((state) => state.unsaved)
  if (!open) return <div className="titlebar__document" />
  return (
    <h1 className="titlebar__document" data-unsaved={unsaved || undefined}>
      <span className="titlebar__name">{name}</span>
      {unsaved && <span className="titlebar__unsaved">{t('app:document.unsaved')}</span>}
    </h1>
  )
}
