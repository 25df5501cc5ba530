import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { useT } from '../../../i18n/index.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { fontState, scriptsOf, shownScript } from '../state.ts'

/** Whose style is meant, in a font of several scripts that there are styles of. */
export function ScriptChoice() {
  const t = useT()
  const scripts = useStore(fontState, useShallow(scriptsOf))
  const shown = useStore(fontState, shownScript)
  if (scripts.length < 2) return null
  return (
    <Segmented
      label={t('font:script.label')}
      value={shown}
      onChange={(script) => fontState.setState({ script })}
      segments={scripts.map((script) => ({ value: script, label: t(`font:script.${script}`) }))}
    />
  )
}
