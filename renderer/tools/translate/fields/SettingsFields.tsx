import { Dices } from 'lucide-react'
import {
  defaultTranslateSettings,
  type TranslateSettings,
} from '../../../../electron/contract/document/index.ts'
import { currentLanguage, useT } from '../../../i18n/index.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import {
  anySeed,
  areasOf,
  hasVariations,
  MAX_SEED,
  networkSides,
  setTranslateSettings,
  type Translator,
} from '../state.ts'

interface FieldsProps {
  translator: Translator
  settings: TranslateSettings
}

/** How a translation is made: only what the model can be told. */
export function SettingsFields({ translator, settings }: FieldsProps) {
  const t = useT()
  const areas = areasOf(translator)
  return (
    <>
      <DirectionChoice translator={translator} settings={settings} />
      <Slider
        label={t('translate:strength')}
        value={Math.round(100 * settings.strength)}
        usual={Math.round(100 * defaultTranslateSettings.strength)}
        min={0}
        max={100}
        unit="%"
        onChange={(percent) => setTranslateSettings({ strength: percent / 100 })}
      />
      {hasVariations(translator) && <SeedField seed={settings.seed} />}
      {areas && (
        <Switch
          label={t('translate:plainAreas')}
          checked={(settings.areas ?? areas) === 'plain'}
          onChange={(plain) => setTranslateSettings({ areas: plain ? 'plain' : 'painted' })}
        />
      )}
      {translator.translation.kind !== 'color' && (
        <Switch
          label={t('translate:keepLuminance')}
          checked={settings.keepLuminance}
          onChange={(keepLuminance) => setTranslateSettings({ keepLuminance })}
        />
      )}
      <SizeChoice translator={translator} settings={settings} />
    </>
  )
}

function DirectionChoice({ translator: { translation }, settings }: FieldsProps) {
  const t = useT()
  const language = currentLanguage()
  if (translation.kind !== 'style' || !translation.directions.reverse) return null
  const { forward, reverse } = translation.directions
  return (
    <Select
      wide
      label={t('translate:direction')}
      value={settings.direction}
      onChange={(direction) => setTranslateSettings({ direction })}
      groups={[
        [
          { value: 'forward', label: forward[language] },
          { value: 'reverse', label: reverse[language] },
        ],
      ]}
    />
  )
}

function SeedField({ seed }: { seed: number }) {
  const t = useT()
  return (
    <div className="tool-form__row tool-form__row--field">
      <NumberField
        label={t('translate:seed')}
        value={seed}
        min={0}
        max={MAX_SEED}
        width={100}
        onCommit={(value) => setTranslateSettings({ seed: value })}
      />
      <IconButton
        size="small"
        icon={Dices}
        label={t('translate:dice')}
        onClick={() => setTranslateSettings({ seed: anySeed() })}
      />
    </div>
  )
}

function SizeChoice({ translator, settings }: FieldsProps) {
  const t = useT()
  const sides = networkSides(translator)
  if (sides.length === 0) return null
  const { kind, side } = translator.translation
  const own = kind === 'style' ? t('translate:size.picture') : t('translate:size.own', { side })
  const listed =
    settings.side === undefined || sides.includes(settings.side) ? sides : [...sides, settings.side]
  return (
    <details className="tool-form__more">
      <summary>{t('translate:more')}</summary>
      <div className="tool-form__group">
        <Select
          wide
          label={t('translate:size.label')}
          value={String(settings.side ?? 'own')}
          onChange={(value) => setTranslateSettings({ side: value === 'own' ? undefined : Number(value) })}
          groups={[
            [{ value: 'own', label: own }],
            listed.map((value) => ({ value: String(value), label: t('translate:size.px', { side: value }) })),
          ]}
        />
        <p className="tool-form__hint">
          {t(kind === 'style' ? 'translate:size.styleHint' : 'translate:size.hint', { side })}
        </p>
      </div>
    </details>
  )
}
