import type { ReactNode } from 'react'
import type en from '../../i18n/en/lab.ts'
import { formatNumber, useT } from '../../i18n/index.ts'

const twoWays = ['a', 'aToB', 'back', 'b', 'bToA', 'back'] as const

/** What stands in each column; those of generators are pictures like each other. */
const columns: Readonly<Record<string, readonly (keyof typeof en.samples)[]>> = {
  pix2pix: ['input', 'translated', 'target'],
  cyclegan: twoWays,
  discogan: twoWays,
  dualgan: twoWays,
  mrgan: ['picture', 'again', 'drawn'],
}

interface SampleGridProps {
  recipe: string
  url: string | null
  alt: string
  /** Above it: which it is. */
  children?: ReactNode
}

/** The sample grid of a step, with what stands in each column. */
export function SampleGrid({ recipe, url, alt, children }: SampleGridProps) {
  const t = useT()
  const names = columns[recipe]
  return (
    <div className="lab-samples__grid">
      {children}
      {names && (
        <div className="lab-samples__names" aria-hidden>
          {names.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns of a picture, in their order
            <span key={index}>{t(`lab:samples.${each}`)}</span>
          ))}
        </div>
      )}
      {url && <img src={url} alt={alt} draggable={false} />}
    </div>
  )
}

/** Which run a grid is of, and which step. */
export function SampleCaption({ title, step }: { title: string; step: number }) {
  const t = useT()
  return (
    <p className="lab-samples__caption">
      <span data-own>{title}</span> · {t('lab:curves.step', { step: formatNumber(step) })}
    </p>
  )
}
