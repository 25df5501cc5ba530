import { Cloud, CloudUpload, Cpu, ShieldCheck, ShieldEllipsis, X } from 'lucide-react'
import { useStore } from 'zustand'
import { keeping } from '../app/autosave/index.ts'
import { useDevices } from '../app/devices.ts'
import { engineState } from '../app/engineState.ts'
import { useJobState } from '../app/JobNote.tsx'
import { jobs, type RunningJob } from '../app/jobs.ts'
import { useIsOpen } from '../app/opened.ts'
import { useSending } from '../app/sending.ts'
import { view, zoomPercent } from '../canvas/index.ts'
import { useDocument, useSession } from '../document/index.ts'
import { formatNumber, useT } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Progress } from '../ui/Progress.tsx'
import { setZoomPercent } from './zoom.ts'
import './statusbar.css'

/** Zoom, size, what is under the pointer; what the engine runs on and what it is doing. */
export function StatusBar() {
  const open = useIsOpen()
  return (
    <footer className="statusbar">
      {open && (
        <>
          <Zoom />
          <DocumentSize />
          <Pointer />
        </>
      )}
      <div className="statusbar__spacer" />
      <Jobs />
      {open && <Kept />}
      <Device />
    </footer>
  )
}

function Zoom() {
  const t = useT()
  const percent = useStore(view, zoomPercent)
  const digits = percent < 10 ? 1 : 0
  return (
    <NumberField
      label={t('app:status.zoom')}
      hideLabel
      value={Number(percent.toFixed(digits))}
      min={1}
      max={6400}
      step={10}
      unit="%"
      digits={digits}
      onChange={setZoomPercent}
    />
  )
}

function DocumentSize() {
  const t = useT()
  const width = useDocument((state) => state.data.width)
  const height = useDocument((state) => state.data.height)
  return (
    <span className="statusbar__item number">
      {t('app:status.size', { width: formatNumber(width), height: formatNumber(height) })}
    </span>
  )
}

function Pointer() {
  const pointer = useStore(view, (state) => state.pointer)
  if (!pointer) return null
  const { x, y, color } = pointer
  return (
    <span className="statusbar__item statusbar__pointer number" aria-hidden>
      <span className="statusbar__coordinates">
        {x}, {y}
      </span>
      {color && (
        <>
          <span className="statusbar__color checkerboard">
            <span style={{ background: `rgb(${color[0]} ${color[1]} ${color[2]} / ${color[3] / 255})` }} />
          </span>
          <span>
            {color.slice(0, 3).join(' ')}
            {color[3] < 255 && ` · ${Math.round((color[3] / 255) * 100)} %`}
          </span>
        </>
      )}
    </span>
  )
}

/** The job that runs; those behind it are a number. */
function Jobs() {
  const running = useStore(jobs, (state) => state.running)
  const job = running[0]
  return job ? <Job job={job} others={running.length - 1} /> : null
}

function Job({ job, others }: { job: RunningJob; others: number }) {
  const t = useT()
  const label = t(job.label, job.values)
  const said = useJobState(job)
  return (
    <div className="statusbar__job" role="status">
      <span className="statusbar__label">{label}</span>
      <Progress label={label} value={job.progress} />
      <span className="statusbar__left number">
        {said}
        {others > 0 && ` · +${others}`}
      </span>
      <IconButton
        icon={X}
        size="small"
        label={t('app:status.cancel', { label })}
        tooltipSide="top"
        onClick={job.cancel}
      />
    </div>
  )
}

/** Whether a reload, or a crash, at this moment would lose anything. */
function Kept() {
  const t = useT()
  const kept = !useStore(keeping, (state) => state.pending).has(useSession())
  const said = t(kept ? 'app:status.kept' : 'app:status.keeping')
  const Icon = kept ? ShieldCheck : ShieldEllipsis
  return (
    <span className="statusbar__item statusbar__kept" data-kept={kept} title={said}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{said}</span>
    </span>
  )
}

/** Devices by their own names, which are the same in every language. */
const shortNames = {
  cpu: 'CPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  server: 'Server',
} as const

function Device() {
  const t = useT()
  const state = useStore(engineState, (engine) => engine.state)
  const devices = useDevices()
  const sending = useSending()
  // What was begun on servers is sent on when another device is chosen meanwhile.
  const onServers = devices?.active === 'server' || sending.length > 0
  if (state === 'ready' && onServers) return <Server addresses={devices?.servers ?? []} sending={sending} />
  const title = devices ? t(`errors:deviceNames.${devices.active}`) : undefined
  return (
    <span className="statusbar__item statusbar__device" data-state={state} title={title}>
      <Cpu size={14} aria-hidden />
      {state === 'ready'
        ? devices
          ? shortNames[devices.active as keyof typeof shortNames]
          : ''
        : t(`app:engine.${state}`)}
    </span>
  )
}

/** Where networks are computed that are not computed here: to which address something goes in this moment. */
function Server({ addresses, sending }: { addresses: readonly string[]; sending: readonly string[] }) {
  const t = useT()
  const busy = sending.length > 0
  const shown = (busy ? sending : addresses).map((address) => new URL(address).host).join(', ')
  const said = t(busy ? 'app:servers.sending' : 'app:servers.chosen', {
    address: (busy ? sending : addresses).join(', '),
  })
  const Icon = busy ? CloudUpload : Cloud
  return (
    <span
      className="statusbar__item statusbar__device statusbar__server"
      data-sending={busy}
      title={said}
      role="status"
    >
      <Icon size={14} aria-hidden />
      <span className="statusbar__address">{shown}</span>
      <span className="visually-hidden">{said}</span>
    </span>
  )
}
