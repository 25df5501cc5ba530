import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { AppInfo, Device } from '../../../electron/contract/procedures/app.ts'
import { inEnglish } from '../../../electron/contract/text.ts'
import { formatBytes, say, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { engine } from '../connection.ts'
import { useDevices } from '../devices.ts'
import { copyText, reportError } from '../failures.ts'
import './about.css'
import { showDialog } from './host.tsx'

export const showAbout = (): Promise<void> =>
  showDialog<void>((answer) => <AboutDialog onClose={() => answer()} />)

function AboutDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const [info, setInfo] = useState<AppInfo | null>(null)
  const list = useDevices()
  useEffect(() => {
    engine.call('app.info', {}).then(setInfo, (thrown) => reportError(thrown, 'actions:help.about'))
  }, [])
  return (
    <Dialog
      title={t('actions:help.about')}
      description={t('app:about.summary')}
      width={520}
      onClose={onClose}
      footer={
        <>
          <Button
            icon={Copy}
            disabled={!info}
            onClick={() => info && void copyText(asText(info, list?.devices ?? []))}
          >
            {t('app:about.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('app:dialog.done')}
          </Button>
        </>
      }
    >
      {info && (
        <dl className="facts about__facts">
          <dt>Ganvas</dt>
          <dd className="number">{info.version}</dd>
          {Object.entries(info.versions).map(([name, version]) => (
            <Fact key={name} name={name} value={version} />
          ))}
          <Fact name={t('app:about.system')} value={`${info.platform} ${info.arch}`} />
          <Fact
            name={t('app:about.machine')}
            value={t('app:about.machineValue', { cores: info.cpus, memory: formatBytes(info.memoryBytes) })}
          />
          <Fact name={t('app:about.folder')} value={info.dataFolder} />
        </dl>
      )}
      <h3 className="about__heading">{t('app:about.devices')}</h3>
      <ul className="about__devices">
        {list?.devices.map((device) => (
          <li key={device.id} data-usable={device.usable}>
            <span className="about__device">{t(`errors:deviceNames.${device.id}`)}</span>
            <span className="about__reason">
              {device.id === list.active
                ? t('app:about.active')
                : device.reason
                  ? say(device.reason)
                  : t('app:about.usable')}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </>
  )
}

/** For a report of a problem. */
function asText(
  { version, platform, arch, versions, cpus, memoryBytes }: AppInfo,
  devices: readonly Device[],
): string {
  return [
    `Ganvas ${version}, ${platform} ${arch}, ${cpus} cores, ${Math.round(memoryBytes / 1024 ** 3)} GB`,
    ...Object.entries(versions).map(([name, value]) => `${name} ${value}`),
    ...devices.map(({ id, reason }) => `${id}: ${reason ? inEnglish(reason) : 'usable'}`),
  ].join('\n')
}
