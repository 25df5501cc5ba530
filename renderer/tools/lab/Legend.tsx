import type { Series } from './Plot.tsx'

interface LegendProps {
  step: string | undefined
  series: readonly Series[]
  /** Names of the series that are not drawn. */
  hidden: ReadonlySet<string>
  onToggle: (name: string) => void
  numberOf: (name: string) => string
}

/** The step and the values that are read off a chart; each line is shown and hidden here. */
export function Legend({ step, series, hidden, onToggle, numberOf }: LegendProps) {
  return (
    <figcaption className="lab-legend">
      <span className="lab-legend__step number">{step}</span>
      {series.map(({ name, label, color }) => (
        <button
          key={name}
          type="button"
          className="lab-legend__entry"
          aria-pressed={!hidden.has(name)}
          disabled={series.length === 1}
          onClick={() => onToggle(name)}
        >
          <span className="lab-legend__mark" data-color={color} aria-hidden />
          {label}
          <span className="number">{numberOf(name)}</span>
        </button>
      ))}
    </figcaption>
  )
}
