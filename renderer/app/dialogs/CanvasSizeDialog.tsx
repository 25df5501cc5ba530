import { useState } from 'react'
import { MAX_PIXELS, MAX_SIDE } from '../../../electron/contract/pixels.ts'
import { type Anchor, currentSession, setCanvasSize } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import './canvassize.css'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'

interface CanvasSize {
  width: number
  height: number
  anchor: Anchor
}

/** Asks for a size and where the picture stays in it. */
export async function changeCanvasSize(): Promise<void> {
  const session = currentSession()
  const { width, height } = session.data
  const before = { width, height, anchor: { x: 0.5, y: 0.5 } as const }
  const size = await showDialog<CanvasSize | null>((answer) => (
    <CanvasSizeDialog before={before} onAnswer={answer} />
  ))
  if (size) setCanvasSize(session, size.width, size.height, size.anchor)
}

const steps = [0, 0.5, 1] as const

function CanvasSizeDialog({
  before,
  onAnswer,
}: {
  before: CanvasSize
  onAnswer(size: CanvasSize | null): void
}) {
  const t = useT()
  const [{ width, height, anchor }, setSize] = useState(before)
  const change = (part: Partial<CanvasSize>) => setSize((old) => ({ ...old, ...part }))
  const tooLarge = width * height > MAX_PIXELS
  return (
    <FormDialog
      title={t('actions:image.canvasSize')}
      disabled={tooLarge}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer({ width, height, anchor })}
    >
      <div className="form__row">
        <NumberField
          label={t('app:size.width')}
          value={width}
          min={1}
          max={MAX_SIDE}
          unit="px"
          width={84}
          onChange={(next) => change({ width: next })}
        />
        <NumberField
          label={t('app:size.height')}
          value={height}
          min={1}
          max={MAX_SIDE}
          unit="px"
          width={84}
          onChange={(next) => change({ height: next })}
        />
      </div>
      <div className="field">
        <span className="field__label" id="anchor-label">
          {t('app:size.anchor')}
        </span>
        <div className="anchor" role="radiogroup" aria-labelledby="anchor-label">
          {steps.flatMap((y) =>
            steps.map((x) => (
              <label key={`${x} ${y}`} className="anchor__cell">
                <input
                  type="radio"
                  name="anchor"
                  aria-label={t(`app:size.anchors.${x * 2 + y * 6}` as 'app:size.anchors.0')}
                  checked={anchor.x === x && anchor.y === y}
                  onChange={() => change({ anchor: { x, y } })}
                />
                <span className="anchor__dot" />
              </label>
            )),
          )}
        </div>
      </div>
      {tooLarge && (
        <p className="form__problem" role="alert">
          {t('app:size.tooLarge', { megapixels: MAX_PIXELS / 1e6 })}
        </p>
      )}
    </FormDialog>
  )
}
