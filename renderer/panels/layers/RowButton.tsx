import type { ReactNode } from 'react'

/** A button inside a row: not a stop of the Tab key, since the tree has keys for the same. */
export function RowButton({
  className,
  label,
  pressed,
  onPress,
  children,
}: {
  className: string
  label: string
  /** For a button that is on or off. */
  pressed?: boolean
  onPress(keys: { altKey: boolean; shiftKey: boolean }): void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`layer__button ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        onPress(event)
      }}
    >
      {children}
    </button>
  )
}
