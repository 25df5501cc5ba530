import { useState } from 'react'
import { FormDialog } from '../../app/dialogs/FormDialog.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { formatNumber, useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'

/** Asks for more steps; null: none. */
export const askLonger = (steps: number, done: number): Promise<number | null> =>
  showDialog<number | null>((answer) => <LongerDialog steps={steps} done={done} onAnswer={answer} />)

function LongerDialog({
  steps,
  done,
  onAnswer,
}: {
  steps: number
  done: number
  onAnswer(steps: number | null): void
}) {
  const t = useT()
  const [wanted, setWanted] = useState(Math.round(steps * 1.5))
  return (
    <FormDialog
      title={t('lab:longer.title')}
      submit={t('lab:longer.title')}
      disabled={wanted <= done}
      onSubmit={() => onAnswer(wanted)}
      onCancel={() => onAnswer(null)}
    >
      <NumberField
        label={t('lab:longer.steps')}
        value={wanted}
        min={done + 1}
        max={10_000_000}
        step={100}
        width={96}
        onChange={setWanted}
      />
      <p className="form__hint">{t('lab:longer.note', { step: formatNumber(done) })}</p>
    </FormDialog>
  )
}
