import { useStore } from 'zustand'
import { toolOf, toolSettings } from '../canvas/index.ts'
import { useT } from '../i18n/index.ts'
import './options.css'

/** What the chosen tool can be told, under the menus. */
export function OptionsBar() {
  const t = useT()
  const { title, icon: Icon, Options } = toolOf(useStore(toolSettings, (state) => state.tool))
  return (
    <section className="options" aria-label={t('app:frame.options', { tool: t(title) })}>
      <span className="options__tool">
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        {t(title)}
      </span>
      <Options />
    </section>
  )
}
