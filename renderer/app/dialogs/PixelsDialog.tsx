import { useState } from 'react'
import { type TranslationKey, useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'

/** Asks for a distance in pixels; null: cancelled. */
export function askPixels(title: TranslationKey, initial: number): Promise<number | null> {
  return showDialog<number | null>((answer) => (
    <PixelsDialog title={title} initial={initial} onAnswer={answer} />
  ))
}

function PixelsDialog({
  title,
  initial,
  onAnswer,
}: {
  title: TranslationKey
  initial: number
  onAnswer(pixels: number | null): void
}) {
  const t = useT()
  const [pixels, setPixels] = useState(initial)
  return (
    <FormDialog
      title={t(title)}
      width={300}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer(pixels)}
    >
      <NumberField
        label={t('app:size.by')}
        value={pixels}
        min={1}
        max={500}
        unit="px"
        width={84}
        onChange={setPixels}
      />
    </FormDialog>
  )
}
