import { FileOutput, Play, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { FontWork } from '../../../electron/contract/tools/fontWorks.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { exportFont } from './ExportDialog.tsx'
import { makeGlyphs } from './make.ts'
import { fontState } from './state.ts'

/** How many glyphs are made, and what is to be done next. */
export function MakingBar({ work }: { work: FontWork }) {
  const t = useT()
  const glyphs = useStore(fontState, (state) => state.glyphs)
  const job = useStore(fontState, (state) => state.job)
  const count = (of: (glyph: NonNullable<typeof glyphs>[number]) => boolean) => glyphs?.filter(of).length ?? 0
  const [made, open, lacking] = [
    count(({ state }) => state === 'made'),
    count(({ state }) => state === 'open'),
    count(({ state }) => state === 'lacking'),
  ]
  const flagged = count(({ faults }) => faults.length > 0)
  const mine = job?.work === work.name ? job : null
  const total = mine?.total ?? made + open
  const step = mine?.step ?? made
  const said = [
    t('font:making.made', { made: formatNumber(step), total: formatNumber(total) }),
    flagged > 0 && t('font:making.flagged', { count: formatNumber(flagged) }),
    lacking > 0 && t('font:making.lacking', { count: formatNumber(lacking) }),
    mine?.secondsLeft != null &&
      t('font:making.left', { seconds: formatNumber(Math.ceil(mine.secondsLeft)) }),
  ].filter((part) => part !== false)
  return (
    <footer className="font-making">
      <div className="font-making__state">
        <Progress label={t('font:making.label')} value={total > 0 ? step / total : 0} />
        <p className="font-hint number" role="status">
          {glyphs === null ? t('font:making.counting') : said.join(' · ')}
        </p>
      </div>
      {mine ? (
        <Button icon={X} onClick={mine.cancel}>
          {t('font:making.cancel')}
        </Button>
      ) : (
        <Button icon={Play} disabled={open === 0 || job !== null} onClick={() => void makeGlyphs(work.name)}>
          {t(made > 0 && open > 0 ? 'font:making.goOn' : 'font:making.make')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={FileOutput}
        disabled={made + open === 0 || job !== null}
        onClick={() => void exportFont(work.name)}
      >
        {t('font:export.open')}
      </Button>
    </footer>
  )
}
