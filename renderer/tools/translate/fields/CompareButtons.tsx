import { Eye, SplitSquareHorizontal } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { getAction } from '../../../app/actions/registry.ts'
import { runAction } from '../../../app/actions/run.ts'
import { type Compare, view } from '../../../canvas/view.ts'
import { useT } from '../../../i18n/index.ts'
import { IconButton } from '../../../ui/Button.tsx'

/** How it was compared before the button was pressed; null while it is not. */
let held: Compare['mode'] | null = null

function hold(): void {
  if (held) return
  held = view.getState().compare.mode
  view.setState(({ compare }) => ({ compare: { ...compare, mode: 'original' } }))
}

function release(): void {
  const mode = held
  held = null
  if (mode) view.setState(({ compare }) => ({ compare: { ...compare, mode } }))
}

/** The picture before it was translated: while a button is held, and beside the translation with a divider. */
export function CompareButtons() {
  const t = useT()
  const mode = useStore(view, ({ compare }) => compare.mode)
  const slider = getAction('view.compareSlider')
  useEffect(() => release, [])
  return (
    <>
      <IconButton
        size="small"
        icon={Eye}
        label={t('translate:before')}
        pressed={mode === 'original'}
        onPointerDown={hold}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onKeyDown={({ key }) => (key === ' ' || key === 'Enter') && hold()}
        onKeyUp={release}
        onBlur={release}
      />
      <IconButton
        size="small"
        icon={SplitSquareHorizontal}
        label={t(slider.label)}
        shortcut={slider.shortcut}
        pressed={mode === 'slider'}
        onClick={() => void runAction(slider)}
      />
    </>
  )
}
