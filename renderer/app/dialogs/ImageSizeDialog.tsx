import { useState } from 'react'
import { MAX_PIXELS, MAX_SIDE } from '../../../electron/contract/pixels.ts'
import { currentSession, setImageSize } from '../../document/index.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'

interface Size {
  width: number
  height: number
}

/** Asks for a size and scales the picture to it. */
export async function changeImageSize(): Promise<void> {
  const session = currentSession()
  const { width, height } = session.data
  const size = await showDialog<Size | null>((answer) => (
    <ImageSizeDialog before={{ width, height }} onAnswer={answer} />
  ))
  if (size) setImageSize(session, size.width, size.height)
}

const clampSide = (side: number) => Math.min(MAX_SIDE, Math.max(1, Math.round(side)))

function ImageSizeDialog({ before, onAnswer }: { before: Size; onAnswer(size: Size | null): void }) {
  const t = useT()
  const [{ width, height }, setSize] = useState(before)
  const [linked, setLinked] = useState(true)
  const ratio = before.width / before.height
  const tooLarge = width * height > MAX_PIXELS
  const setWidth = (next: number) =>
    setSize((old) => ({ width: clampSide(next), height: linked ? clampSide(next / ratio) : old.height }))
  const setHeight = (next: number) =>
    setSize((old) => ({ width: linked ? clampSide(next * ratio) : old.width, height: clampSide(next) }))
  return (
    <FormDialog
      title={t('actions:image.imageSize')}
      disabled={tooLarge}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer({ width, height })}
    >
      <div className="form__row">
        <NumberField
          label={t('app:size.width')}
          value={width}
          min={1}
          max={MAX_SIDE}
          unit="px"
          width={84}
          onChange={setWidth}
        />
        <NumberField
          label={t('app:size.height')}
          value={height}
          min={1}
          max={MAX_SIDE}
          unit="px"
          width={84}
          onChange={setHeight}
        />
      </div>
      <Switch label={t('app:size.linked')} checked={linked} onChange={setLinked} />
      <p className={tooLarge ? 'form__problem' : 'form__hint'} role="status">
        {tooLarge
          ? t('app:size.tooLarge', { megapixels: MAX_PIXELS / 1e6 })
          : t('app:size.percent', {
              percent: formatNumber((width / before.width) * 100, { maximumFractionDigits: 1 }),
            })}
      </p>
    </FormDialog>
  )
}
