import { Button as BaseButton } from '@base-ui/react/button'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { formatShortcut } from './shortcutLabel.ts'
import './button.css'
import { classes } from './classes.ts'
import { Tooltip, type TooltipSide } from './Tooltip.tsx'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  variant?: 'normal' | 'primary' | 'quiet' | 'danger'
  icon?: LucideIcon
  /** As wide as its container. */
  wide?: boolean
  children: ReactNode
}

/** A labelled button. */
export function Button({ variant = 'normal', icon: Icon, wide = false, children, ...rest }: ButtonProps) {
  return (
    <BaseButton className={classes('button', `button--${variant}`, wide && 'button--wide')} {...rest}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </BaseButton>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  icon: LucideIcon
  /** Its name for screen readers, and the tooltip. */
  label: string
  /** Shown in the tooltip; tinykeys syntax. */
  shortcut?: string | undefined
  size?: 'small' | 'normal'
  /** Makes it a toggle. */
  pressed?: boolean | undefined
  tooltipSide?: TooltipSide
}

/** A square button of one icon, with a tooltip that names it and its keys. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'normal',
  pressed,
  tooltipSide = 'bottom',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={shortcut && formatShortcut(shortcut)} side={tooltipSide}>
      <BaseButton
        className={classes('icon-button', size === 'small' && 'icon-button--small')}
        aria-label={label}
        aria-pressed={pressed}
        focusableWhenDisabled
        {...rest}
      >
        <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
      </BaseButton>
    </Tooltip>
  )
}
