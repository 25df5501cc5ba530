import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { GanvasError } from '../../../electron/contract/errors.ts'
import type { ServerEntry, ServerReport } from '../../../electron/contract/procedures/servers.ts'
import { currentLanguage, formatList, say, useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { engine } from '../connection.ts'
import { loadDevices } from '../devices.ts'
import { reportError } from '../failures.ts'
import { ask } from './ask.tsx'
import './servers.css'

/** The servers that networks may be computed on: those that were entered, and one that is being entered. */
export function Servers() {
  const t = useT()
  const [servers, setServers] = useState<readonly ServerEntry[]>([])
  const [report, setReport] = useState<ServerReport | null>(null)
  const load = async () => {
    setServers((await engine.call('servers.list', {})).servers)
    await loadDevices()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => void load(), [])
  const remove = async (address: string) => {
    await engine
      .call('servers.remove', { address })
      .catch((thrown) => reportError(thrown, 'app:servers.remove'))
    setReport(null)
    await load()
  }
  const test = async (address: string, authority: string) => {
    setReport(null)
    await engine
      .call('servers.test', { address, authority })
      .then(setReport, (thrown) => reportError(thrown, 'app:servers.test'))
  }
  return (
    <div className="servers">
      {servers.map(({ address, authority, token }) => (
        <div className="servers__row" key={address}>
          <span className="servers__names">
            <span className="servers__address">{address}</span>
            <span className="servers__token">
              {t(
                token === 'system'
                  ? 'app:servers.inStore'
                  : token === 'file'
                    ? 'app:servers.inFile'
                    : 'app:servers.noToken',
              )}
            </span>
          </span>
          <Button variant="quiet" onClick={() => void test(address, authority)}>
            {t('app:servers.test')}
          </Button>
          <IconButton
            icon={X}
            size="small"
            label={t('app:servers.removeOne', { address })}
            onClick={() => void remove(address)}
          />
        </div>
      ))}
      <NewServer
        onAdded={(found) => {
          setReport(found)
          void load()
        }}
      />
      {report && <Report report={report} />}
      <p className="form__note">{t('app:servers.note')}</p>
    </div>
  )
}

function NewServer({ onAdded }: { onAdded(report: ServerReport): void }) {
  const t = useT()
  const [address, setAddress] = useState('')
  const [token, setToken] = useState('')
  const [authority, setAuthority] = useState('')
  const [busy, setBusy] = useState(false)
  const add = async (readable: boolean): Promise<void> => {
    const input = { address, authority, readable, ...(token !== '' && { token }) }
    try {
      onAdded(await engine.call('servers.add', input))
      setAddress('')
      setToken('')
      setAuthority('')
    } catch (thrown) {
      if (thrown instanceof GanvasError && thrown.data.readable === true) return confirmReadable(thrown)
      reportError(thrown, 'app:servers.add')
    }
  }
  const confirmReadable = async ({ message, data }: GanvasError) => {
    const answer = await ask({
      title: t('app:servers.plainTitle'),
      description: 'key' in data ? say(data as never) : message,
      answers: [{ value: 'send', label: t('app:servers.plainSend') }],
    })
    if (answer === 'send') await add(true)
  }
  const enter = async () => {
    setBusy(true)
    await add(false)
    setBusy(false)
  }
  return (
    <>
      <div className="servers__new">
        <TextField
          label={t('app:servers.address')}
          value={address}
          placeholder="https://host:8000"
          onChange={setAddress}
        />
        <TextField label={t('app:servers.token')} type="password" value={token} onChange={setToken} />
        <Button disabled={busy || address.trim() === ''} onClick={() => void enter()}>
          {t(busy ? 'app:servers.testing' : 'app:servers.add')}
        </Button>
      </div>
      <TextField
        label={t('app:servers.authority')}
        value={authority}
        placeholder="/etc/ssl/private-authority.pem"
        onChange={setAuthority}
      />
    </>
  )
}

/** What a server was found to have of the networks that are installed here. */
function Report({ report }: { report: ServerReport }) {
  const t = useT()
  const having = (wanted: string) => report.networks.filter(({ has }) => has === wanted)
  const [same, other, none] = ['same', 'other', 'none'].map(having)
  const names = (networks: ServerReport['networks']) =>
    // Titles hold commas themselves.
    formatList([...new Set(networks.map(({ model, title }) => `“${title[currentLanguage()] ?? model}”`))])
  return (
    <div className="servers__report" role="status">
      <p>
        {t('app:servers.found', {
          address: report.address,
          name: `${report.name} ${report.version}`.trim(),
          count: same!.length,
          total: report.networks.length,
        })}
      </p>
      {other!.length > 0 && <p>{t('app:servers.others', { names: names(other!) })}</p>}
      {none!.length > 0 && <p>{t('app:servers.lacking', { names: names(none!) })}</p>}
      {report.warning && <p className="servers__warning">{say(report.warning)}</p>}
    </div>
  )
}
