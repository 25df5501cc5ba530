import { FileText } from 'lucide-react'
import { CharacterSetName } from '../../../../electron/contract/tools/font.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { pickFiles } from '../../../app/files/pick.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { readText } from '../readText.ts'
import { changePlan } from '../state.ts'

/** How many characters the sets have. */
const counts: Record<CharacterSetName, number> = {
  ascii: 95,
  'latin-1': 190,
  kana: 184,
  'gb2312-1': 3755,
  gb2312: 7540,
  'big5-1': 5401,
  'jis-1': 2965,
  'ks-hangul': 2350,
}

/** Which characters the font is to have: sets, and those of a text. */
export function CharacterFields({ work }: { work: FontWork }) {
  const t = useT()
  const { characters } = work.plan
  const { sets, text } = characters
  const set = (change: Partial<typeof characters>) =>
    changePlan(work, { characters: { ...characters, ...change } })
  const chooseText = async () => {
    const [file] = await pickFiles(t('font:characters.file'), false, {
      name: t('font:characters.fileKind'),
      extensions: ['txt', 'md', 'csv'],
    })
    if (file) set({ text: unique(text + (await readText(file))) })
  }
  return (
    <section className="font-section">
      <h3>{t('font:characters.heading')}</h3>
      <ul className="font-sets">
        {CharacterSetName.options.map((name) => (
          <li key={name}>
            <Switch
              label={t(`font:characters.${name}`)}
              checked={sets.includes(name)}
              onChange={(on) => set({ sets: on ? [...sets, name] : sets.filter((each) => each !== name) })}
            />
            <span className="font-hint number">{formatNumber(counts[name])}</span>
          </li>
        ))}
      </ul>
      <label className="font-text">
        <span className="field__label">{t('font:characters.text')}</span>
        <textarea
          className="text-field font-text__field"
          rows={3}
          value={text}
          spellCheck={false}
          onChange={(event) => set({ text: event.target.value })}
        />
      </label>
      <div className="font-row">
        <Button icon={FileText} onClick={() => void chooseText()}>
          {t('font:characters.file')}
        </Button>
        <Button onClick={() => set({ text: unique(text + work.plan.proof.text) })}>
          {t('font:characters.ofProof')}
        </Button>
      </div>
    </section>
  )
}

/** Each character once, in their order, without breaks. */
const unique = (content: string): string => [...new Set(content.replaceAll(/[\r\n\t\uFEFF]/g, ''))].join('')
