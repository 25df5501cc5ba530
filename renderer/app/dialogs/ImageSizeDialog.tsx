import { useState } from 'react'
import { currentSession, setImageSize } from '../../document/index.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Switch } from '../../ui/Switch.tsx'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'
import { clampSide, isTooLarge, type Size, SizeFields } from './SizeFields.tsx'

/** Asks for a size and scales the picture to it. */
export async function changeImageSize(): Promise<void> {
  const session = currentSession()
  const { width, height } = session.data
  const size = await showDialog<Size | null>((answer) => (
    <ImageSizeDialog before={{ width, height }} onAnswer={answer} />
  ))
  if (size) setImageSize(session, size.width, size.height)
}

function ImageSizeDialog({ before, onAnswer }: { before: Size; onAnswer(size: Size | null): void }) {
  const t = useT()
  const [size, setSize] = useState(before)
  const [linked, setLinked] = useState(true)
  const ratio = before.width / before.height
  const change = ({ width, height }: Partial<Size>) =>
    setSize((old) => ({
      width: width ?? (linked && height ? clampSide(height * ratio) : old.width),
      height: height ?? (linked && width ? clampSide(width / ratio) : old.height),
    }))
  return (
    <FormDialog
      title={t('actions:image.imageSize')}
      disabled={isTooLarge(size)}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer(size)}
    >
      <SizeFields size={size} onChange={change} />
      <Switch label={t('app:size.linked')} checked={linked} onChange={setLinked} />
      {!isTooLarge(size) && (
        <p className="form__hint" role="status">
          {t('app:size.percent', {
            percent: formatNumber((size.width / before.width) * 100, { maximumFractionDigits: 1 }),
          })}
        </p>
      )}
    </FormDialog>
  )
}
