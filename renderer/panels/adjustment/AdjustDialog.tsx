import { useEffect, useMemo, useState } from 'react'
import {
  type Adjustment,
  type AdjustmentKind,
  defaultAdjustments,
} from '../../../electron/contract/document/index.ts'
import { FormDialog } from '../../app/dialogs/FormDialog.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { adjustLayers, currentSession, histogramOf, previewAdjustment } from '../../document/index.ts'
import { rasterLayersIn } from '../../document/operations/transform.ts'
import { useT } from '../../i18n/index.ts'
import { AdjustmentFields } from './AdjustmentFields.tsx'
import './adjustment.css'

/** Asks for the settings of an adjustment, shows it on the canvas meanwhile, and changes the layers' pixels by it. */
export async function adjustByDialog(kind: AdjustmentKind, ids: readonly string[]): Promise<void> {
  const session = currentSession()
  const layers = rasterLayersIn(session.data, ids).map(({ id }) => id)
  if (layers.length === 0) return
  const preview = previewAdjustment(session, layers)
  const answer = await showDialog<Adjustment | null>((give) => (
    <AdjustDialog kind={kind} layer={layers.at(-1)!} onShow={preview.show} onAnswer={give} />
  ))
  preview.end()
  if (answer) adjustLayers(session, layers, answer)
}

function AdjustDialog({
  kind,
  layer,
  onShow,
  onAnswer,
}: {
  kind: AdjustmentKind
  layer: string
  onShow(adjustment: Adjustment): void
  onAnswer(adjustment: Adjustment | null): void
}) {
  const t = useT()
  const [adjustment, setAdjustment] = useState<Adjustment>(defaultAdjustments[kind])
  const histogram = useMemo(() => histogramOf(currentSession(), layer), [layer])
  useEffect(() => onShow(adjustment), [adjustment, onShow])
  return (
    <FormDialog
      title={t(`adjust:kinds.${kind}`)}
      width={340}
      aside
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer(adjustment)}
    >
      <div className="adjustment">
        <AdjustmentFields
          adjustment={adjustment}
          histogram={histogram}
          onChange={setAdjustment}
          onCommit={() => {}}
        />
      </div>
    </FormDialog>
  )
}
