import { X } from 'lucide-react'
import type { WheelEvent } from 'react'
import { useStore } from 'zustand'
import { takeKit, toolOf, toolSettings } from '../canvas/index.ts'
import { useT } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import './options.css'

/** What the chosen tool can be told, under the menus. */
export function OptionsBar() {
  const t = useT()
  const { title, icon: Icon, Options } = toolOf(useStore(toolSettings, (state) => state.tool))
  const purpose = useStore(toolSettings, (state) => state.purpose)
  return (
    <section
      className="options"
      aria-label={t('app:frame.options', { tool: t(title) })}
      onWheel={scrollAlong}
    >
      <span className="options__tool">
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        {t(title)}
      </span>
      {purpose !== 'picture' && (
        <span className="options__purpose">
          {t(`canvas:purpose.${purpose}`)}
          <IconButton
            size="small"
            icon={X}
            label={t('canvas:purpose.leave')}
            onClick={() => takeKit('picture')}
          />
        </span>
      )}
      {Options && <Options />}
    </section>
  )
}

/** What is wider than the window is come to by the wheel of a mouse too, which turns up and down. */
function scrollAlong({ currentTarget, deltaX, deltaY }: WheelEvent<HTMLElement>): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY
}
