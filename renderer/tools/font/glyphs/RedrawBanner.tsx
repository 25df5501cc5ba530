import { Brush } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { reportError } from '../../../app/failures.ts'
import { useIsOpen } from '../../../app/opened.ts'
import { closePage } from '../../../app/pages.ts'
import { currentSession } from '../../../document/index.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { addReferences } from '../learn/learn.ts'
import { fontState, setRedrawing } from '../state.ts'
import { openPicture } from './pictures.ts'
import { redo } from './redo.ts'

/** A glyph is open on the canvas: the way back into the font. */
export function RedrawBanner({ work }: { work: FontWork }) {
  const t = useT()
  const redrawing = useStore(fontState, (state) => state.redrawing)
  const open = useIsOpen()
  const [busy, setBusy] = useState(false)
  if (!open || redrawing?.work !== work.name || currentSession().data.id !== redrawing.document) return null
  const { character } = redrawing
  const take = async () => {
    setBusy(true)
    try {
      const picture = { kind: 'picture', picture: openPicture() } as const
      if (redrawing.reference) await addReferences(work.name, { ...picture, character })
      else await redo(work.name, character, picture)
      setRedrawing(null)
      fontState.setState(redrawing.reference ? { view: 'learn' } : { view: 'glyphs', selected: character })
    } catch (thrown) {
      reportError(thrown, 'font:redraw.take')
    }
    setBusy(false)
  }
  return (
    <div className="font-banner" role="status">
      <Brush size={15} aria-hidden />
      <span className="font-banner__text">
        {t('font:redraw.open', { character: String.fromCodePoint(character) })}
      </span>
      <Button variant="quiet" onClick={closePage}>
        {t('font:redraw.back')}
      </Button>
      <Button variant="quiet" onClick={() => setRedrawing(null)}>
        {t('font:redraw.leave')}
      </Button>
      <Button variant="primary" disabled={busy} onClick={() => void take()}>
        {t('font:redraw.take')}
      </Button>
    </div>
  )
}
