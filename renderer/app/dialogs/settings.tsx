import { Settings } from '../../../electron/contract/procedures/app.ts'
import { openDocuments } from '../../document/index.ts'
import { formatNumber, type TranslationKey, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { engine } from '../connection.ts'
import { loadDevices } from '../devices.ts'
import { flushSettings, settings, updateSettings, useSettings } from '../settings.ts'
import { ask } from './ask.tsx'
import { DeviceChoice } from './DeviceChoice.tsx'
import { showDialog } from './host.tsx'
import { Servers } from './Servers.tsx'

export const openSettings = (): Promise<void> =>
  showDialog<void>((answer) => <SettingsDialog onClose={() => answer()} />)

const scales = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]

const percent = (share: number) => formatNumber(share, { style: 'percent' })

/** Every choice applies at once and survives a restart. */
function SettingsDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const { language, theme, scale, historyBudgetMb } = useSettings((state) => state)
  return (
    <Dialog
      title={t('app:settings.title')}
      width={600}
      onClose={onClose}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button variant="quiet" onClick={() => void resetSettings()}>
              {t('app:settings.reset')}
            </Button>
          </span>
          <Button variant="primary" onClick={onClose}>
            {t('app:dialog.done')}
          </Button>
        </>
      }
    >
      <div className="form">
        <span className="form__label">{t('app:settings.language')}</span>
        <Select
          label={t('app:settings.language')}
          hideLabel
          value={language}
          onChange={(next) => updateSettings({ language: next })}
          groups={[
            [{ value: 'system', label: t('actions:view.languageSystem') }],
            [
              { value: 'en', label: t('actions:view.languageEnglish') },
              { value: 'zh-CN', label: t('actions:view.languageChinese') },
            ],
          ]}
        />
        <span className="form__label">{t('app:settings.theme')}</span>
        <div>
          <Segmented
            label={t('app:settings.theme')}
            value={theme}
            onChange={(next) => updateSettings({ theme: next })}
            segments={[
              { value: 'system', label: t('actions:view.themeSystem') },
              { value: 'light', label: t('actions:view.themeLight') },
              { value: 'dark', label: t('actions:view.themeDark') },
            ]}
          />
        </div>
        <span className="form__label">{t('app:settings.scale')}</span>
        <Select
          label={t('app:settings.scale')}
          hideLabel
          value={String(scale)}
          onChange={(next) => updateSettings({ scale: Number(next) })}
          groups={[scales.map((value) => ({ value: String(value), label: percent(value) }))]}
        />
        <span className="form__label">{t('app:settings.history')}</span>
        <NumberField
          label={t('app:settings.history')}
          hideLabel
          value={historyBudgetMb}
          min={64}
          max={16384}
          step={64}
          unit="MB"
          width={96}
          onCommit={(megabytes) => {
            updateSettings({ historyBudgetMb: Math.round(megabytes) })
            for (const session of openDocuments.getState().sessions)
              session.setHistoryBudget(Math.round(megabytes))
          }}
        />
        <p className="form__note">{t('app:settings.historyNote')}</p>
        <span className="form__label">{t('app:settings.device')}</span>
        <DeviceChoice />
        <span className="form__label servers__label">{t('app:servers.title')}</span>
        <Servers />
      </div>
    </Dialog>
  )
}

/** Back to a fresh installation, but for the files the user worked on and their colours. */
async function resetSettings(): Promise<void> {
  const question = (key: 'resetTitle' | 'resetDescription'): string =>
    translate(`app:settings.${key}` satisfies TranslationKey)
  const answer = await ask({
    title: question('resetTitle'),
    description: question('resetDescription'),
    answers: [{ value: 'reset', label: translate('app:settings.reset') }],
  })
  if (answer !== 'reset') return
  const { recentFiles, swatches, lastFolder } = settings.getState()
  updateSettings({ ...Settings.parse({}), recentFiles, swatches, lastFolder })
  await flushSettings()
  settings.setState(await engine.call('settings.get', {}))
  await loadDevices()
}
