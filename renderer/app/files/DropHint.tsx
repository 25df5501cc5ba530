import { ImageDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { isDialogOpen } from '../dialogs/host.tsx'
import './drop.css'
import { takeFiles } from './open.ts'
import { useIsOpen } from './opened.ts'
import { browserFile } from './pick.ts'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files dropped anywhere on the page, and says what a drop would do. */
export function DropHint() {
  const t = useT()
  const open = useIsOpen()
  const [over, setOver] = useState(false)
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
        setOver(!isDialogOpen())
      },
      options,
    )
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), options)
    window.addEventListener(
      'drop',
      (event) => {
        if (!bringsFiles(event)) return
        event.preventDefault()
        setOver(false)
        if (!isDialogOpen()) void takeFiles([...(event.dataTransfer?.files ?? [])].map(browserFile), 'arrive')
      },
      options,
    )
    return () => controller.abort()
  }, [])
  if (!over) return null
  return (
    <div className="drop-hint" aria-hidden>
      <div className="drop-hint__card">
        <ImageDown size={22} />
        {t(open ? 'app:drop.asLayer' : 'app:drop.asDocument')}
      </div>
    </div>
  )
}
