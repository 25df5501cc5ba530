import { CaseSensitive } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { FontWork } from '../../../electron/contract/tools/fontWorks.ts'
import { isDialogOpen } from '../../app/dialogs/host.tsx'
import { reportError } from '../../app/failures.ts'
import { browserFile } from '../../app/files/pick.ts'
import { layoutPart } from '../../app/settings.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import './font.css'
import './glyphs/glyphs.css'
import './source/source.css'
import { GlyphList } from './glyphs/GlyphList.tsx'
import { GlyphPanel } from './glyphs/GlyphPanel.tsx'
import { RedrawBanner } from './glyphs/RedrawBanner.tsx'
import { LearnView } from './learn/LearnView.tsx'
import { MakingBar } from './MakingBar.tsx'
import { ProofView } from './proof/ProofView.tsx'
import { ShapePanel } from './ShapePanel.tsx'
import { newFont, newFontOf } from './source/newFont.tsx'
import { SourcePanel } from './source/SourcePanel.tsx'
import { currentWork, fontState, refreshGlyphs, refreshWorks } from './state.ts'

/** Source and style on the left, what becomes of them in the middle, its shape or one of its glyphs on the right. */
export function FontPage() {
  const works = useStore(fontState, (state) => state.works)
  const work = useStore(fontState, currentWork)
  useEffect(() => {
    fontState.setState(({ current }) => ({ current: current ?? layoutPart<string | null>('font', null) }))
    void refreshWorks()
  }, [])
  if (works === null) return <div className="font-page" aria-busy />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: font files are dropped here; a button takes the keyboard
    <div className="font-drop" onDragOver={overFont} onDrop={dropFont}>
      {work ? <WorkView work={work} key={work.name} /> : <EmptyFont />}
    </div>
  )
}

/** A file over this page is a font: the studio's own offer, to open it as a picture, is not made. */
function overFont(event: React.DragEvent): void {
  if (isDialogOpen()) return
  event.preventDefault()
  event.stopPropagation()
}

function dropFont(event: React.DragEvent): void {
  const [file] = event.dataTransfer.files
  if (!file || isDialogOpen()) return
  event.preventDefault()
  event.stopPropagation()
  void newFontOf(browserFile(file))
}

function WorkView({ work }: { work: FontWork }) {
  const t = useT()
  const view = useStore(fontState, (state) => state.view)
  const { characters, styles, shape, axes } = work.plan
  const wanted = JSON.stringify([characters, styles, shape, axes])
  // biome-ignore lint/correctness/useExhaustiveDependencies: glyphs depend on this part of the plan alone
  useEffect(() => {
    const timer = setTimeout(() => {
      refreshGlyphs(work.name).catch((thrown) => {
        if (toPlainError(thrown).code !== 'engine-lost') reportError(thrown, 'font:title')
      })
    }, 400)
    return () => clearTimeout(timer)
  }, [work.name, wanted])
  return (
    <div className="font-page">
      <SourcePanel work={work} />
      <div className="font-page__middle">
        <RedrawBanner work={work} />
        <div className="font-page__views">
          <Segmented
            label={t('font:view.label')}
            value={view}
            onChange={(next) => fontState.setState({ view: next })}
            segments={[
              { value: 'proof', label: t('font:view.proof') },
              { value: 'glyphs', label: t('font:view.glyphs') },
              { value: 'learn', label: t('font:view.learn') },
            ]}
          />
        </div>
        {view === 'proof' && <ProofView work={work} />}
        {view === 'glyphs' && <GlyphList work={work} />}
        {view === 'learn' && <LearnView work={work} />}
        <MakingBar work={work} />
      </div>
      {view === 'glyphs' ? <GlyphPanel work={work} /> : <ShapePanel work={work} />}
    </div>
  )
}

function EmptyFont() {
  const t = useT()
  return (
    <div className="font-page font-page--empty">
      <div className="empty">
        <div className="empty__card">
          <CaseSensitive size={40} strokeWidth={1.25} className="empty__icon" aria-hidden />
          <h2 className="empty__title">{t('font:empty.title')}</h2>
          <p className="empty__text">{t('font:empty.text')}</p>
          <div className="empty__buttons">
            <Button variant="primary" onClick={() => void newFont()}>
              {t('font:chooseSource')}
            </Button>
          </div>
        </div>
      </div>
    </div>
  )
}
