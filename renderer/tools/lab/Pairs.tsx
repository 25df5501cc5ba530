import type { PairPreview } from '../../../electron/contract/procedures/lab.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
import { useT } from '../../i18n/index.ts'

const PLACES = 10

/** The first pairs of a training, input above what is to be learned; places for them while they are made. */
export function Pairs({ pairs, unpaired }: { pairs: readonly PairPreview[] | null; unpaired: boolean }) {
  const t = useT()
  const [upper, lower] = unpaired
    ? [t('lab:preview.a'), t('lab:preview.b')]
    : [t('lab:preview.input'), t('lab:preview.target')]
  return (
    <section className="lab-section" aria-busy={pairs === null}>
      <h3>{t(unpaired ? 'lab:preview.unpaired' : 'lab:preview.label')}</h3>
      <div className="lab-pairs">
        <div className="lab-pairs__names">
          <span>{upper}</span>
          <span>{lower}</span>
        </div>
        {Array.from({ length: PLACES }, (_, index) => {
          const pair = pairs?.[index]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: places in a row, not things that move
            <div className="lab-pair" key={index}>
              {pair ? (
                <PixelsView className="lab-picture" pixels={pair.input} label={`${upper} ${index + 1}`} />
              ) : (
                <Place />
              )}
              {pair ? (
                <PixelsView className="lab-picture" pixels={pair.target} label={`${lower} ${index + 1}`} />
              ) : (
                <Place />
              )}
            </div>
          )
        })}
      </div>
      {pairs === null && (
        <p className="visually-hidden" role="status">
          {t('lab:preview.making')}
        </p>
      )}
    </section>
  )
}

const Place = () => <span className="lab-picture lab-picture--place" aria-hidden />
