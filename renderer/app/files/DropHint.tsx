import { ImageDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { view } from '../../canvas/index.ts'
import { toDocument } from '../../canvas/viewMath.ts'
import { currentSession, type Point } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { isDialogOpen } from '../dialogs/host.tsx'
import './drop.css'
import { useIsOpen } from '../opened.ts'
import { takeFiles } from './open.ts'
import { browserFile } from './pick.ts'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** The place in the document that an event of the mouse is over; undefined beside it. */
function documentPoint({ clientX, clientY }: DragEvent): Point | undefined {
  const box = document.querySelector('.canvas__window')?.getBoundingClientRect()
  if (!box) return undefined
  const { x, y } = toDocument(view.getState(), { x: clientX - box.left, y: clientY - box.top })
  const { width, height } = currentSession().data
  return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : undefined
}

/** Whether what is dropped there becomes documents of its own: beside those that are open. */
const takesDocuments = ({ target }: DragEvent): boolean =>
  target instanceof Element && target.closest('[data-takes-documents]') !== null

type Over = 'nothing' | 'page' | 'tabs'

/** Takes files dropped anywhere on the page, and says what a drop would do. */
export function DropHint() {
  const t = useT()
  const open = useIsOpen()
  const [over, setOver] = useState<Over>('nothing')
  useEffect(() => {
    const controller = new AbortController()
    const options = { signal: controller.signal }
    window.addEventListener(
      'dragover',
      (event) => {
        if (!bringsFiles(event)) return
        // Without this the browser would leave the studio and show the file.
        event.preventDefault()
        if (event.dataTransfer) event.dataTransfer.dropEffect = isDialogOpen() ? 'none' : 'copy'
        setOver(isDialogOpen() ? 'nothing' : takesDocuments(event) ? 'tabs' : 'page')
      },
      options,
    )
    window.addEventListener(
      'dragleave',
      (event) => event.relatedTarget === null && setOver('nothing'),
      options,
    )
    window.addEventListener(
      'drop',
      (event) => {
        if (!bringsFiles(event)) return
        event.preventDefault()
        setOver('nothing')
        if (isDialogOpen()) return
        const files = [...(event.dataTransfer?.files ?? [])].map(browserFile)
        if (takesDocuments(event)) void takeFiles(files, 'open')
        else void takeFiles(files, 'arrive', documentPoint(event))
      },
      options,
    )
    return () => controller.abort()
  }, [])
  if (over === 'nothing') return null
  return (
    <div className="drop-hint" aria-hidden>
      <div className="drop-hint__card">
        <ImageDown size={22} />
        {t(open && over === 'page' ? 'app:drop.asLayer' : 'app:drop.asDocument')}
      </div>
    </div>
  )
}
