import { type ComponentProps, useId } from 'react'
import { classes } from './classes.ts'
import './field.css'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value'> {
  label: string
  hideLabel?: boolean
  value: string
  onChange(value: string): void
}

export function TextField({ label, hideLabel = false, value, onChange, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={classes('field__label', hideLabel && 'visually-hidden')}>
        {label}
      </label>
      <input
        id={id}
        className="text-field"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </div>
  )
}
