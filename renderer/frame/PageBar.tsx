import { X } from 'lucide-react'
import { closePage, type StudioPage } from '../app/pages.ts'
import { useT } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import './pagebar.css'

/** The name of a page and the way back to the picture, where the options of tools are otherwise. */
export function PageBar({ page: { icon: Icon, title, close } }: { page: StudioPage }) {
  const t = useT()
  return (
    <header className="page-bar">
      <h1>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        {t(title)}
      </h1>
      <IconButton icon={X} label={t(close)} shortcut="Escape" onClick={closePage} />
    </header>
  )
}
