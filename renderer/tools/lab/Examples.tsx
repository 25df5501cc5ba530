import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { Example, LabData } from '../../../electron/contract/procedures/lab.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
import { useT } from '../../i18n/index.ts'

const PLACES = 10

/**
 * The first examples of a training, with places for them while they are made: input above what is to be learned, or a
 * picture above what is said of it.
 */
export function Examples({ examples, kind }: { examples: readonly Example[] | null; kind: LabData['kind'] }) {
  const t = useT()
  const isDrawn = kind === 'drawn'
  const sort = kind === 'unpaired' || isDrawn ? kind : 'label'
  const upper = isDrawn ? '' : t(kind === 'unpaired' ? 'lab:preview.a' : 'lab:preview.input')
  const lower = isDrawn ? '' : t(kind === 'unpaired' ? 'lab:preview.b' : 'lab:preview.target')
  return (
    <section className="lab-section" aria-busy={examples === null}>
      <h3>{t(`lab:preview.${sort}`)}</h3>
      <div className="lab-pairs" data-drawn={isDrawn || undefined}>
        {!isDrawn && (
          <div className="lab-pairs__names">
            <span>{upper}</span>
            <span>{lower}</span>
          </div>
        )}
        {Array.from({ length: PLACES }, (_, index) => {
          const example = examples?.[index]
          const name = (row: string) => `${row || t('lab:preview.picture')} ${index + 1}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: places in a row, not things that move
            <div className="lab-pair" key={index}>
              <Picture pixels={example?.input} label={name(upper)} />
              {!isDrawn && <Picture pixels={example?.target} label={name(lower)} />}
              {example?.said !== undefined && (
                <span className="lab-pair__said" title={example.said} data-own>
                  {example.said}
                </span>
              )}
            </div>
          )
        })}
      </div>
      {examples === null && (
        <p className="visually-hidden" role="status">
          {t('lab:preview.making')}
        </p>
      )}
    </section>
  )
}

const Picture = ({ pixels, label }: { pixels: Pixels | undefined; label: string }) =>
  pixels ? (
    <PixelsView className="lab-picture" pixels={pixels} label={label} />
  ) : (
    <span className="lab-picture lab-picture--place" aria-hidden />
  )
