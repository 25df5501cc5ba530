import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { Fragment, useId } from 'react'
import { classes } from './classes.ts'
import './select.css'

export interface Option<T extends string> {
  value: T
  label: string
  disabled?: boolean
  /** A second, quieter line: why it is disabled. */
  hint?: string
}

export interface SelectProps<T extends string> {
  label: string
  hideLabel?: boolean
  value: T
  onChange(value: T): void
  /** Groups are divided by a line. */
  groups: readonly (readonly Option<T>[])[]
  /** The groups' titles, in their order; absent: they have none. */
  titles?: readonly string[]
  disabled?: boolean
  /** Fills the row instead of fitting its text. */
  wide?: boolean
}

/** One of several, in a drop-down list. */
export function Select<T extends string>({
  label,
  hideLabel = false,
  value,
  onChange,
  groups,
  titles,
  disabled = false,
  wide = false,
}: SelectProps<T>) {
  const id = useId()
  const options = groups.flat()
  return (
    <div className={classes('field', wide && 'field--wide')}>
      <span id={id} className={classes('field__label', hideLabel && 'visually-hidden')}>
        {label}
      </span>
      <BaseSelect.Root
        items={options}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        disabled={disabled}
        modal={false}
      >
        <BaseSelect.Trigger className="select" aria-labelledby={id}>
          <BaseSelect.Value className="select__value" />
          <BaseSelect.Icon className="select__icon">
            <ChevronDown size={14} aria-hidden />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner className="popup__positioner" alignItemWithTrigger={false} sideOffset={4}>
            <BaseSelect.Popup className="popup select__popup" aria-labelledby={id}>
              {groups.map((group, index) => (
                <Fragment key={group[0]?.value ?? index}>
                  {index > 0 && <div className="popup__divider" role="presentation" />}
                  <BaseSelect.Group>
                    {titles?.[index] && (
                      <BaseSelect.GroupLabel className="popup__title">{titles[index]}</BaseSelect.GroupLabel>
                    )}
                    {group.map((option) => (
                      <OptionItem key={option.value} {...option} />
                    ))}
                  </BaseSelect.Group>
                </Fragment>
              ))}
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
    </div>
  )
}

function OptionItem({ value, label, disabled = false, hint }: Option<string>) {
  return (
    <BaseSelect.Item value={value} disabled={disabled} className="popup__item">
      <span className="popup__mark">
        <BaseSelect.ItemIndicator>
          <Check size={14} aria-hidden />
        </BaseSelect.ItemIndicator>
      </span>
      <span className="popup__text">
        <BaseSelect.ItemText>{label}</BaseSelect.ItemText>
        {hint && <span className="popup__hint">{hint}</span>}
      </span>
    </BaseSelect.Item>
  )
}
