import { useStore } from 'zustand'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { PixelsView } from '../../../app/PixelsView.tsx'
import { useDocument } from '../../../document/index.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { attempt, limitToSelection } from '../commands.ts'
import { liveSketch } from '../live.ts'
import { setPhoto, sketchState } from '../state.ts'
import './photo.css'

/** The photo that is edited beside what the generator makes of it, and how its edit shows. */
export function PhotoFields() {
  const t = useT()
  const photo = useStore(sketchState, (state) => state.photo)
  const selected = useDocument(({ data }) => data.selection !== null)
  const masked = useDocument(() => liveSketch()?.layers?.result.mask !== undefined)
  if (!photo) return null
  const { pixels, reconstruction, likeness, strength, shown } = photo
  const mask = masked || photo.mask !== null
  const percent = (share: number) => formatNumber(share, { style: 'percent', maximumFractionDigits: 0 })
  const said = { error: percent(likeness.error), explained: percent(likeness.explained) }
  return (
    <section className="tool-form__group" aria-label={t('sketch:photo.label')}>
      <PhotoPair pixels={pixels} nearest={reconstruction.pixels} />
      <p className={`tool-form__hint${likeness.foreign ? ' tool-form__hint--problem' : ''}`}>
        {t(likeness.foreign ? 'sketch:photo.foreign' : 'sketch:photo.likeness', said)}
      </p>
      <Slider
        label={t('sketch:photo.strength')}
        value={Math.round(100 * strength)}
        usual={100}
        onChange={(value) => setPhoto({ strength: value / 100 })}
        min={0}
        max={150}
      />
      <Switch label={t('sketch:photo.shown')} checked={shown} onChange={(on) => setPhoto({ shown: on })} />
      {(selected || mask) && (
        <div className="tool-form__pair">
          {selected && (
            <Button wide onClick={() => attempt(limitToSelection(true))}>
              {t('sketch:photo.limit')}
            </Button>
          )}
          {mask && (
            <Button wide onClick={() => attempt(limitToSelection(false))}>
              {t('sketch:photo.everywhere')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** A part of a photo, and the nearest that a generator draws beside it, as far as it is known. */
export function PhotoPair({ pixels, nearest }: { pixels: Pixels; nearest: Pixels | null }) {
  const t = useT()
  return (
    <div className="sketch-photo">
      <Captioned pixels={pixels} label={t('sketch:photo.own')} />
      {nearest && <Captioned pixels={nearest} label={t('sketch:photo.nearest')} />}
    </div>
  )
}

function Captioned({ pixels, label }: { pixels: Pixels; label: string }) {
  return (
    <figure className="sketch-photo__half">
      <PixelsView pixels={pixels} label={label} className="sketch-photo__picture" />
      <figcaption className="tool-form__time">{label}</figcaption>
    </figure>
  )
}
