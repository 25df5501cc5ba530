import { Sparkles, Star } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import { reportError } from '../../../app/failures.ts'
import { useSession } from '../../../document/index.ts'
import { currentLanguage, t, useT } from '../../../i18n/index.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { shown } from '../preview/shown.ts'
import { hasTwoDirections, hasVariations, type Translator, translateState } from '../state.ts'
import { chooseResult, leaveChosen } from './choose.ts'
import { setFavourite, type TriedResult, triedResults } from './results.ts'
import { makeVariations, VARIATIONS } from './variations.ts'
import './results.css'

interface ResultStripProps {
  available: readonly Translator[]
  translator: Translator
  layer: RasterLayer
}

/** What was made of the layer in this session, to choose from; and four more where the model has variations. */
export function ResultStrip({ available, translator, layer }: ResultStripProps) {
  const t = useT()
  const [favourites, setFavourites] = useState(false)
  const { results } = useStore(triedResults)
  const chosen = useStore(shown, (state) => state.chosen?.canvas)
  const own = results.filter(({ source }) => source === layer.id)
  const listed = favourites ? own.filter(({ favourite }) => favourite) : own
  if (own.length === 0 && !hasVariations(translator)) return null
  return (
    <section className="tool-form__group" aria-label={t('translate:results.label')}>
      <div className="tool-form__row tool-form__head">
        <span className="field__label">{t('translate:results.label')}</span>
        {own.length > 0 && (
          <IconButton
            size="small"
            icon={Star}
            label={t('translate:results.onlyFavourites')}
            pressed={favourites}
            onClick={() => setFavourites(!favourites)}
          />
        )}
      </div>
      {listed.length > 0 && (
        <ul className="tool-form__thumbnails" aria-label={t('translate:results.label')}>
          {listed.map((result) => (
            <li key={result.id} className="results__item">
              <Thumbnail
                result={result}
                title={titleOf(result, available)}
                chosen={result.canvas === chosen}
              />
            </li>
          ))}
        </ul>
      )}
      {favourites && listed.length === 0 && (
        <p className="tool-form__hint">{t('translate:results.noFavourites')}</p>
      )}
      {hasVariations(translator) && <Variations translator={translator} layer={layer} />}
    </section>
  )
}

function Thumbnail({ result, title, chosen }: { result: TriedResult; title: string; chosen: boolean }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) drawThumbnail(canvas.current, result.canvas)
  }, [result.canvas])
  return (
    <>
      <Tooltip text={title}>
        <button
          type="button"
          className="tool-form__thumbnail"
          aria-label={title}
          aria-pressed={chosen}
          onClick={() => (chosen ? leaveChosen() : chooseResult(result))}
        >
          <canvas ref={canvas} width={SIDE} height={SIDE} aria-hidden />
        </button>
      </Tooltip>
      <button
        type="button"
        className="results__star"
        aria-label={t('translate:results.favourite', { title })}
        aria-pressed={result.favourite}
        onClick={() => setFavourite(result.id, !result.favourite)}
      >
        <Star size={13} aria-hidden />
      </button>
    </>
  )
}

function Variations({ translator, layer }: Omit<ResultStripProps, 'available'>) {
  const t = useT()
  const session = useSession()
  const [running, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    try {
      await makeVariations(session, layer, translator, translateState.getState().settings)
    } catch (thrown) {
      reportError(thrown, 'translate:results.variations')
    } finally {
      setRunning(false)
    }
  }
  return (
    <Button wide icon={Sparkles} disabled={running} onClick={() => void run()}>
      {t('translate:results.more', { count: VARIATIONS })}
    </Button>
  )
}

/** In pixels of the canvas, twice those of the page. */
const SIDE = 132

/** The middle of the picture, as large as fits. */
function drawThumbnail(canvas: HTMLCanvasElement, picture: OffscreenCanvas): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const side = Math.min(picture.width, picture.height)
  context.imageSmoothingQuality = 'high'
  context.clearRect(0, 0, SIDE, SIDE)
  context.drawImage(
    picture,
    (picture.width - side) / 2,
    (picture.height - side) / 2,
    side,
    side,
    0,
    0,
    SIDE,
    SIDE,
  )
}

/** What tells one result from the next: the model, and what it was told beyond the usual. */
function titleOf({ model, settings }: TriedResult, available: readonly Translator[]): string {
  const language = currentLanguage()
  const translator = available.find(({ id }) => id === model)
  const parts = [translator?.title[language] ?? model]
  if (translator && hasTwoDirections(translator) && translator.translation.kind === 'style')
    parts.push(translator.translation.directions[settings.direction]?.[language] ?? '')
  if (translator && hasVariations(translator))
    parts.push(t('translate:results.variation', { seed: settings.seed }))
  if (settings.strength !== 1) parts.push(`${Math.round(100 * settings.strength)} %`)
  if (settings.areas === 'plain') parts.push(t('translate:plainAreas'))
  if (settings.areas === 'painted') parts.push(t('translate:paintedAreas'))
  if (settings.keepLuminance) parts.push(t('translate:keepLuminance'))
  if (settings.side !== undefined) parts.push(t('translate:size.px', { side: settings.side }))
  return parts.filter(Boolean).join(' · ')
}
