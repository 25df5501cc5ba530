import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { useId } from 'react'
import './switch.css'

export interface SwitchProps {
  label: string
  checked: boolean
  onChange(checked: boolean): void
  disabled?: boolean
}

export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  const id = useId()
  return (
    <span className="switch-row">
      <BaseSwitch.Root
        className="switch"
        aria-labelledby={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
      >
        <BaseSwitch.Thumb className="switch__thumb" />
      </BaseSwitch.Root>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target; the switch itself takes the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <span id={id} className="switch-row__label" onClick={() => !disabled && onChange(!checked)}>
        {label}
      </span>
    </span>
  )
}
