import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'

export interface Card<T extends string> {
  value: T
  title: string
  about: string
  /** Where it was described first. */
  paper?: string
  /** A word that sets it apart. */
  badge?: string | undefined
  icon?: LucideIcon
  /** In place of the icon, above the text. */
  picture?: ReactNode
}

/** One of a few, each explained on a card of its own. */
export function Cards<T extends string>({
  label,
  value,
  onChange,
  cards,
  across,
}: {
  label: string
  value: T
  onChange(value: T): void
  cards: readonly Card<T>[]
  /** Cards in a row, where there is room. */
  across: number
}) {
  const id = useId()
  return (
    <section className="lab-section">
      <h3 id={id}>{label}</h3>
      <RadioGroup
        className="lab-cards"
        aria-labelledby={id}
        data-across={across}
        value={value}
        onValueChange={(next) => onChange(next as T)}
      >
        {cards.map(({ value: each, title, about, icon: Icon, picture, paper, badge }) => (
          <Radio.Root
            key={each}
            value={each}
            className="lab-card"
            aria-label={title}
            aria-describedby={`${id}-${each}`}
          >
            {picture}
            <span className="lab-card__title">
              {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
              {title}
              {badge && <span className="lab-card__badge">{badge}</span>}
            </span>
            <span id={`${id}-${each}`} className="lab-card__about">
              {about}
              {paper && <span className="lab-card__paper">{paper}</span>}
            </span>
          </Radio.Root>
        ))}
      </RadioGroup>
    </section>
  )
}
