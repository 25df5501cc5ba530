import { NumberField as BaseNumberField } from '@base-ui/react/number-field'
import { useId, useState } from 'react'
import { currentLanguage } from '../i18n/index.ts'
import { classes } from './classes.ts'
import './field.css'

export interface NumberFieldProps {
  label: string
  /** The label is for screen readers alone; something else on screen names the field. */
  hideLabel?: boolean
  value: number
  /** With every step of typing or scrubbing. */
  onChange?(value: number): void
  /** Once, at the end of it. */
  onCommit?(value: number): void
  min?: number
  max?: number
  step?: number
  /** Shown after the number: `px`, `%`, `°`. */
  unit?: string
  /** Digits after the decimal point. */
  digits?: number
  disabled?: boolean
  /** In pixels; the default fits four digits and a unit. */
  width?: number
}

/** A number to type, step with the arrow keys, or scrub by dragging its label. */
export function NumberField({
  label,
  hideLabel = false,
  value,
  onChange,
  onCommit,
  min,
  max,
  step = 1,
  unit,
  digits = 0,
  disabled = false,
  width = 68,
}: NumberFieldProps) {
  const id = useId()
  // What is being typed; the owner may follow only at the end.
  const [draft, setDraft] = useState<number | null>(null)
  const range = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
  return (
    <BaseNumberField.Root
      id={id}
      className="number-field"
      value={draft ?? value}
      step={step}
      smallStep={10 ** -digits}
      largeStep={step * 10}
      disabled={disabled}
      locale={currentLanguage()}
      format={{ maximumFractionDigits: digits, useGrouping: false }}
      onValueChange={(next) => {
        setDraft(next)
        if (next !== null) onChange?.(next)
      }}
      onValueCommitted={(next) => {
        setDraft(null)
        if (next !== null) onCommit?.(next)
      }}
      {...range}
    >
      <BaseNumberField.ScrubArea className={classes('number-field__scrub', hideLabel && 'visually-hidden')}>
        <label htmlFor={id} className="field__label">
          {label}
        </label>
      </BaseNumberField.ScrubArea>
      <BaseNumberField.Group className="number-field__group" style={{ width }}>
        <BaseNumberField.Input className="number-field__input number" />
        {unit && (
          <span className="number-field__unit" aria-hidden>
            {unit}
          </span>
        )}
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  )
}
