import { DoorOpen, Pin, RefreshCw, Stamp } from 'lucide-react'
import { useStore } from 'zustand'
import { JobNote } from '../../app/JobNote.tsx'
import { formatList, useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useRun } from '../resultTool.ts'
import { attempt, fixSketch, keepSketch, restartSketch } from './commands.ts'
import { liveSketch } from './live.ts'
import { endSketch } from './open.ts'
import { sketchState } from './state.ts'

async function leaveSketch(): Promise<void> {
  const sketch = liveSketch()
  try {
    await keepSketch()
  } finally {
    if (liveSketch() === sketch) endSketch()
  }
}

/** What is done with what is shown. */
export function Foot() {
  const t = useT()
  const unknown = useStore(sketchState, (state) => state.unknown)
  const said = useStore(sketchState, (state) => state.said)
  const photo = useStore(sketchState, (state) => state.photo !== null)
  const { running, run } = useRun(keepSketch, 'sketch:title')
  return (
    <div className="tool-form__foot">
      {unknown.length > 0 && (
        <p className="tool-form__hint tool-form__hint--problem" role="status">
          {t('sketch:words.unknown', { words: formatList(unknown) })}
        </p>
      )}
      {said && (
        <p className="tool-form__hint tool-form__hint--problem" role="status">
          {said}
        </p>
      )}
      <div className="tool-form__row">
        <Button variant="primary" wide icon={Stamp} disabled={running} onClick={run}>
          {t(photo ? 'sketch:photo.keep' : 'sketch:keep')}
        </Button>
        <IconButton icon={Pin} label={t('sketch:fix')} onClick={() => attempt(fixSketch())} />
        <IconButton icon={RefreshCw} label={t('sketch:restart')} onClick={() => attempt(restartSketch())} />
        <IconButton
          icon={DoorOpen}
          label={t('sketch:leave')}
          disabled={running}
          onClick={() => attempt(leaveSketch())}
        />
      </div>
      <JobNote label="sketch:photo.applying" />
    </div>
  )
}
