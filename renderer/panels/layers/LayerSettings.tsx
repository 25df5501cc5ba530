import { useRef } from 'react'
import type { BlendMode } from '../../../electron/contract/document/index.ts'
import { ActionIcon } from '../../app/actions/ActionButton.tsx'
import { currentSession, type Gesture, isLocked, label, useDocument } from '../../document/index.ts'
import { setBlendMode, setOpacity } from '../../document/operations/properties.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { blendModeGroups } from './blendModes.ts'

/** Blend mode and opacity of the selected layers; a drag of the slider is one undo entry. */
export function LayerSettings() {
  const t = useT()
  const active = useDocument((state) =>
    state.data.active ? state.data.layers[state.data.active] : undefined,
  )
  const locked = useDocument((state) => state.data.active !== null && isLocked(state.data, state.data.active))
  const gesture = useRef<Gesture | null>(null)
  const disabled = !active || locked
  const selected = () => currentSession().store.getState().selectedLayers

  const dragOpacity = (percent: number) => {
    const session = currentSession()
    if (!gesture.current?.open) gesture.current = session.begin(label('opacity'))
    setOpacity(session, selected(), percent / 100, gesture.current)
  }
  const endOpacity = () => {
    gesture.current?.commit()
    gesture.current = null
  }

  const groups = active?.kind === 'group' ? [['pass-through' as const], ...blendModeGroups] : blendModeGroups
  return (
    <div className="layer-settings">
      <ActionIcon id="layer.lockAlpha" />
      {/* A list of its own for each set of modes: one that loses the mode it shows would choose another by itself. */}
      <Select<BlendMode>
        key={active?.kind === 'group' ? 'group' : 'layer'}
        label={t('app:layers.blendMode')}
        hideLabel
        wide
        value={active?.blendMode ?? 'normal'}
        disabled={disabled}
        onChange={(mode) => setBlendMode(currentSession(), selected(), mode)}
        groups={groups.map((modes) =>
          modes.map((mode) => ({ value: mode, label: t(`document:blendModes.${mode}`) })),
        )}
      />
      <Slider
        layout="inline"
        label={t('app:layers.opacity')}
        value={Math.round((active?.opacity ?? 1) * 100)}
        usual={100}
        min={0}
        max={100}
        unit="%"
        width={52}
        disabled={disabled}
        onChange={dragOpacity}
        onCommit={endOpacity}
      />
    </div>
  )
}
