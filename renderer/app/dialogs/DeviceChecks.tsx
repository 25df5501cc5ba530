import { useState } from 'react'
import type { DeviceCheck } from '../../../electron/contract/procedures/app.ts'
import { currentLanguage, formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { reportError } from '../failures.ts'
import { runJob } from '../jobs.ts'
import './deviceChecks.css'

/** Every network on each device beside the processor: how far apart, how long, and which of the two computes it. */
export function DeviceChecks() {
  const t = useT()
  const [checks, setChecks] = useState<readonly DeviceCheck[] | null>(null)
  const [busy, setBusy] = useState(false)
  const check = async () => {
    setBusy(true)
    try {
      setChecks((await runJob('app:settings.checking', 'devices.check', {})).checks)
    } catch (thrown) {
      reportError(thrown, 'app:settings.check')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="form__row form__alone">
        <Button disabled={busy} onClick={() => void check()}>
          {t(busy ? 'app:settings.checking' : 'app:settings.check')}
        </Button>
      </div>
      {!checks && <p className="form__note">{t('app:settings.checkNote')}</p>}
      {checks && (
        <div className="device-checks">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('app:settings.checkNetwork')}</th>
                <th scope="col">{t('app:settings.checkDifference')}</th>
                <th scope="col">{t('app:settings.checkDevice')}</th>
                <th scope="col">{t('app:settings.checkProcessor')}</th>
                <th scope="col">{t('app:settings.checkBy')}</th>
              </tr>
            </thead>
            <tbody>
              {checks.map((row) => (
                <CheckRow key={`${row.device} ${row.model} ${row.role}`} check={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

/** What a model's networks beside the first are called. */
const called = {
  reverse: 'app:settings.checkReverse',
  encoder: 'app:settings.checkEncoder',
  critic: 'app:settings.checkCritic',
} as const

function CheckRow({ check }: { check: DeviceCheck }) {
  const t = useT()
  const { device, model, title, role, difference, deviceSeconds, cpuSeconds, fault, said } = check
  const name = title[currentLanguage()] ?? model
  return (
    <tr data-fault={fault ?? ''}>
      <th scope="row">{role in called ? t(called[role as keyof typeof called], { name }) : name}</th>
      <td className="number">
        {difference === null
          ? ''
          : formatNumber(difference, { notation: 'scientific', maximumFractionDigits: 1 })}
      </td>
      <td className="number">{milliseconds(deviceSeconds)}</td>
      <td className="number">{milliseconds(cpuSeconds)}</td>
      <td title={said || undefined}>
        {fault ? t(`app:settings.checkFault.${fault}`) : t(`errors:deviceNames.${device}`)}
      </td>
    </tr>
  )
}

const milliseconds = (seconds: number | null): string =>
  seconds === null ? '' : `${formatNumber(1000 * seconds, { maximumSignificantDigits: 3 })} ms`
