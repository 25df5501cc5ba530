import { createElement } from 'react'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { engine } from '../../app/connection.ts'
import { showText } from '../../app/dialogs/TextDialog.tsx'
import { reasonOf } from '../../app/failures.ts'
import { currentLanguage, t } from '../../i18n/index.ts'
import { CardText } from './CardText.tsx'

/** Shows the card of a model, as it was written. */
export function showCard({ id, manifest, folder }: ModelInfo): Promise<void> {
  const title = manifest?.title[currentLanguage()] ?? id
  return showText({
    title,
    description: folder,
    label: t('models:card.of', { title }),
    load: async () => (await engine.call('models.card', { id })).markdown,
    render: (markdown) => createElement(CardText, { model: id, markdown }),
    reasonOf,
  })
}
