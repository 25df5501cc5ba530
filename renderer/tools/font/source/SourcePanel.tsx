import { Plus, Trash } from 'lucide-react'
import { useStore } from 'zustand'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { ask } from '../../../app/dialogs/ask.tsx'
import { reportError } from '../../../app/failures.ts'
import { t as translate, useT } from '../../../i18n/index.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { changePlan, fontState, refreshWorks, show } from '../state.ts'
import { CharacterFields } from './CharacterFields.tsx'
import { newFont } from './newFont.tsx'
import { StyleChoice } from './StyleChoice.tsx'

/** Which font, of which source, in which style, with which characters. */
export function SourcePanel({ work }: { work: FontWork }) {
  const t = useT()
  const works = useStore(fontState, (state) => state.works) ?? []
  const { source, plan } = work
  return (
    <aside className="font-side" aria-label={t('font:source.panel')}>
      <div className="font-works">
        <Select
          label={t('font:works.label')}
          hideLabel
          wide
          value={work.name}
          onChange={show}
          groups={[works.map(({ name, plan: { said } }) => ({ value: name, label: said.family || name }))]}
        />
        <IconButton icon={Plus} label={t('font:works.new')} onClick={() => void newFont()} />
        <IconButton icon={Trash} label={t('font:works.delete')} onClick={() => void remove(work)} />
      </div>
      <section className="font-section">
        <h3>{t('font:source.heading')}</h3>
        <p className="font-facts" data-own>
          <strong>{source.family}</strong> {source.style}
        </p>
        <p className="font-hint font-chips">
          <span data-own title={source.file}>
            {source.file}
          </span>
          {source.open && <span className="font-chip">{t('font:source.open')}</span>}
          {source.embedding !== 'installable' && (
            <span className="font-chip" data-tone="warning">
              {t(`font:embedding.${source.embedding}`)}
            </span>
          )}
        </p>
        {Object.entries(source.axes).map(([tag, { min, max, default: usual }]) => (
          <Slider
            key={tag}
            label={tag}
            value={plan.axes[tag] ?? usual}
            usual={usual}
            min={min}
            max={max}
            onChange={(value) => changePlan(work, { axes: { ...plan.axes, [tag]: value } })}
          />
        ))}
      </section>
      <StyleChoice work={work} />
      <CharacterFields work={work} />
    </aside>
  )
}

async function remove(work: FontWork): Promise<void> {
  const title = work.plan.said.family || work.name
  const answer = await ask({
    title: translate('font:remove.title', { title }),
    description: translate('font:remove.description'),
    answers: [{ value: 'delete', label: translate('font:works.delete') }],
  })
  if (answer !== 'delete') return
  try {
    await engine.call('fonts.delete', { name: work.name })
    show(null)
  } catch (thrown) {
    reportError(thrown, 'font:title')
  }
  await refreshWorks()
}
