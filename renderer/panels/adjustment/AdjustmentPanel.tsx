import { useEffect, useRef, useState } from 'react'
import { type Adjustment, defaultAdjustments } from '../../../electron/contract/document/index.ts'
import {
  currentSession,
  type Gesture,
  type Histogram,
  histogramBelow,
  isLocked,
  label,
  setAdjustment,
  useDocument,
} from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { AdjustmentFields } from './AdjustmentFields.tsx'
import './adjustment.css'

/** A histogram follows what changes below once that rests. */
const REST_MS = 300

/** What the active adjustment layer is set to. A drag of a slider is one undo entry. */
export function AdjustmentPanel() {
  const t = useT()
  const layer = useDocument(({ data }) => (data.active ? data.layers[data.active] : undefined))
  const locked = useDocument(({ data }) => data.active !== null && isLocked(data, data.active))
  const gesture = useRef<Gesture | null>(null)
  const histogram = useHistogramBelow(layer?.id ?? null)
  if (layer?.kind !== 'adjustment') return null
  const { adjustment } = layer
  const change = (next: Adjustment) => {
    const session = currentSession()
    if (!gesture.current?.open) gesture.current = session.begin(label('adjustment'))
    setAdjustment(session, layer.id, next, gesture.current)
  }
  const commit = () => {
    gesture.current?.commit()
    gesture.current = null
  }
  return (
    <fieldset className="adjustment" disabled={locked}>
      <div className="adjustment__title">
        <strong>{t(`adjust:kinds.${adjustment.kind}`)}</strong>
        <Button
          variant="quiet"
          onClick={() => setAdjustment(currentSession(), layer.id, defaultAdjustments[adjustment.kind])}
        >
          {t('adjust:reset')}
        </Button>
      </div>
      <AdjustmentFields adjustment={adjustment} histogram={histogram} onChange={change} onCommit={commit} />
    </fieldset>
  )
}

function useHistogramBelow(id: string | null): Histogram | null {
  const [histogram, setHistogram] = useState<Histogram | null>(null)
  const revision = useDocument((state) => state.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision is what it follows.
  useEffect(() => {
    if (!id) return
    const timer = setTimeout(() => setHistogram(histogramBelow(currentSession(), id)), REST_MS)
    return () => clearTimeout(timer)
  }, [id, revision])
  return histogram
}
