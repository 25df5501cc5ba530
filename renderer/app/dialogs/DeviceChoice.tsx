import { useState } from 'react'
import { say, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { installDevice, loadDevices, useDevices } from '../devices.ts'
import { reportError } from '../failures.ts'
import { flushSettings, updateSettings, useSettings } from '../settings.ts'
import { DeviceChecks } from './DeviceChecks.tsx'

/** On which device networks are computed, and what of them it computes rightly. */
export function DeviceChoice() {
  const t = useT()
  const list = useDevices()
  const chosen = useSettings((state) => state.device)
  const [busy, setBusy] = useState(false)
  const work = async (change: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await change()
    } catch (thrown) {
      reportError(thrown, 'app:failure.devices')
    } finally {
      setBusy(false)
    }
  }
  const choose = (device: string) =>
    work(async () => {
      updateSettings({ device })
      await flushSettings()
      await loadDevices()
    })
  const devices = list?.devices ?? []
  const lacking = devices.find(({ installable }) => installable)
  const others = devices.some(({ id, usable }) => usable && id !== 'cpu')
  return (
    <>
      <div className="form__row">
        <Select<string>
          label={t('app:settings.device')}
          hideLabel
          value={chosen}
          disabled={busy || !list}
          onChange={(device) => void choose(device)}
          groups={[
            [{ value: 'auto', label: t('app:settings.deviceAuto') }],
            devices.map(({ id, usable, reason }) => ({
              value: id,
              label: t(`errors:deviceNames.${id}`),
              disabled: !usable,
              hint: reason ? say(reason) : '',
            })),
            [
              {
                value: 'server',
                label: t('errors:deviceNames.server'),
                disabled: list?.servers.length === 0,
                hint: list?.servers.length ? list.servers.join(', ') : t('app:servers.enterFirst'),
              },
            ],
          ]}
        />
        <Button disabled={busy} onClick={() => void work(() => loadDevices(true))}>
          {t('app:settings.probe')}
        </Button>
      </div>
      <p className="form__note" role="status">
        {list?.notice
          ? say(list.notice)
          : t('app:settings.deviceUsed', {
              device: list ? t(`errors:deviceNames.${list.active}`) : t('app:engine.starting'),
            })}
      </p>
      {lacking?.reason && (
        <>
          <p className="form__note">{say(lacking.reason)}</p>
          <div className="form__row form__alone">
            <Button disabled={busy} onClick={() => void work(installDevice)}>
              {t('app:settings.deviceInstall')}
            </Button>
          </div>
        </>
      )}
      {others && <DeviceChecks />}
    </>
  )
}
