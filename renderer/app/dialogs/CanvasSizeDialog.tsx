import { useState } from 'react'
import { type Anchor, currentSession, setCanvasSize } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import './canvassize.css'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'
import { isTooLarge, type Size, SizeFields } from './SizeFields.tsx'

interface CanvasSize extends Size {
  readonly anchor: Anchor
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
  const [size, setSize] = useState(before)
  const { anchor } = size
  const change = (part: Partial<CanvasSize>) => setSize((old) => ({ ...old, ...part }))
  return (
    <FormDialog
      title={t('actions:image.canvasSize')}
      disabled={isTooLarge(size)}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer(size)}
    >
      <SizeFields size={size} onChange={change} />
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
    </FormDialog>
  )
}
