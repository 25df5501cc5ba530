import { useEffect, useMemo, useState } from 'react'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { defaultRefineSettings, type RefineSettings } from '../../../electron/contract/tools/cutout.ts'
import { FormDialog } from '../../app/dialogs/FormDialog.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { reasonOf } from '../../app/failures.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
import { currentSession } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { type RefineOutput, refineOutputs, refineSelection, trialOf, tryRefine } from './refine.ts'
import './refine.css'

const grounds = ['checkerboard', 'white', 'black'] as const

interface Answer {
  readonly settings: RefineSettings
  readonly output: RefineOutput
}

/** Asks how the selection's edge is to be refined, shows it meanwhile, and does it. */
export async function refineEdgeOfSelection(): Promise<void> {
  const answer = await showDialog<Answer | null>((give) => <RefineDialog onAnswer={give} />)
  if (answer) await refineSelection(answer.settings, answer.output)
}

function RefineDialog({ onAnswer }: { onAnswer(answer: Answer | null): void }) {
  const t = useT()
  const [settings, setSettings] = useState(defaultRefineSettings)
  const [output, setOutput] = useState<RefineOutput>('layer')
  const [ground, setGround] = useState<(typeof grounds)[number]>('checkerboard')
  const shown = useTrial(settings)
  const change = (part: Partial<RefineSettings>) => setSettings((old) => ({ ...old, ...part }))
  const percent = (key: 'contrast' | 'shift' | 'decontaminate', min: number) => (
    <Slider
      label={t(`cutout:refine.${key}`)}
      value={Math.round(100 * settings[key])}
      usual={Math.round(100 * defaultRefineSettings[key])}
      min={min}
      max={100}
      unit="%"
      onChange={(value) => change({ [key]: value / 100 })}
    />
  )
  return (
    <FormDialog
      title={t('actions:select.refine')}
      width={760}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer({ settings, output })}
    >
      <div className="refine">
        <div className={`refine__picture refine__picture--${ground}`}>
          {shown && 'pixels' in shown && (
            <PixelsView pixels={shown.pixels} label={t('cutout:refine.preview')} className="refine__canvas" />
          )}
          {shown && 'problem' in shown && <p role="alert">{shown.problem}</p>}
        </div>
        <div className="stack refine__fields">
          <Slider
            label={t('cutout:refine.radius')}
            value={settings.radius}
            usual={defaultRefineSettings.radius}
            min={1}
            max={250}
            power={2}
            unit="px"
            onChange={(radius) => change({ radius })}
          />
          {percent('contrast', 0)}
          {percent('shift', -100)}
          {percent('decontaminate', 0)}
          <Segmented
            label={t('cutout:refine.ground')}
            value={ground}
            onChange={(value) => setGround(value)}
            segments={grounds.map((value) => ({ value, label: t(`cutout:refine.grounds.${value}`) }))}
          />
          <Select<RefineOutput>
            wide
            label={t('cutout:refine.output')}
            value={output}
            onChange={setOutput}
            groups={[refineOutputs.map((value) => ({ value, label: t(`cutout:refine.outputs.${value}`) }))]}
          />
          <p className="form__hint">{t(`cutout:refine.outputHints.${output}`)}</p>
        </div>
      </div>
    </FormDialog>
  )
}

/** The object as settings leave it; the last picture stays while the next is computed. */
function useTrial(settings: RefineSettings): { pixels: Pixels } | { problem: string } | null {
  const around = 2 * settings.radius + 8
  const trial = useMemo(() => trialOf(currentSession(), Math.max(40, around)), [around])
  const [shown, setShown] = useState<{ pixels: Pixels } | { problem: string } | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      tryRefine(trial, settings, stop.signal).then(
        (pixels) => stop.signal.aborted || setShown({ pixels }),
        (thrown) =>
          stop.signal.aborted ||
          toPlainError(thrown).code === 'cancelled' ||
          setShown({ problem: reasonOf(thrown) }),
      )
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [trial, settings])
  return shown
}
