import { useState } from 'react'
import type { LayerId } from '../../../electron/contract/document/index.ts'
import { currentSession, layerOf, renameLayer } from '../../document/index.ts'
import { t as translate, useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/TextField.tsx'
import { FormDialog } from './FormDialog.tsx'
import { showDialog } from './host.tsx'

/** Asks for a name; null: cancelled. */
export function askName(title: string, initial: string): Promise<string | null> {
  return showDialog<string | null>((answer) => (
    <NameDialog title={title} initial={initial} onAnswer={answer} />
  ))
}

/** Renames the active one of the selected layers. */
export async function renameActiveLayer(ids: readonly LayerId[]): Promise<void> {
  const id = ids.at(-1)
  if (!id) return
  const session = currentSession()
  const name = await askName(translate('actions:layer.rename'), layerOf(session.data, id).name)
  if (name !== null) renameLayer(session, id, name)
}

function NameDialog({
  title,
  initial,
  onAnswer,
}: {
  title: string
  initial: string
  onAnswer(name: string | null): void
}) {
  const t = useT()
  const [name, setName] = useState(initial)
  const valid = name.trim() !== ''
  return (
    <FormDialog
      title={title}
      disabled={!valid}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer(name.trim())}
    >
      <TextField
        label={t('app:layers.name')}
        value={name}
        maxLength={200}
        onChange={setName}
        onFocus={(event) => event.currentTarget.select()}
      />
    </FormDialog>
  )
}
