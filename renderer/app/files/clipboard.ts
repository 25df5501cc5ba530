import {
  addImageLayer,
  type Clip,
  copyLayer,
  copyMerged,
  currentSession,
  cutLayer,
  identity,
  isStillOpen,
  pngOf,
} from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { isTyping } from '../../ui/typing.ts'
import { isDialogOpen } from '../dialogs/host.tsx'
import { reportError } from '../failures.ts'
import { runJob } from '../jobs.ts'
import { openSessionOrNull } from '../opened.ts'
import { activeLayer } from '../openState.ts'
import { showNotices } from './notices.ts'
import { placeOpened, showOpened, takeFiles } from './open.ts'
import { browserFile } from './pick.ts'
import { isSamePicture } from './samePicture.ts'

/** What was copied last, with its place, which the system's clipboard does not keep. */
let clip: Clip | null = null

export async function copy(): Promise<void> {
  const layer = activeLayer()
  if (layer) await keep(copyLayer(currentSession(), layer.id))
}

export async function cut(): Promise<void> {
  const layer = activeLayer()
  if (layer) await keep(cutLayer(currentSession(), layer.id))
}

export const copyAll = (): Promise<void> => keep(copyMerged(currentSession()))

/** Keeps pixels for this studio, and hands them to other programs as PNG where the browser lets it. */
async function keep(next: Clip): Promise<void> {
  clip = next
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(next.pixels) })])
  } catch {
    showToast({ tone: 'info', title: t('app:clipboard.onlyHere'), id: 'clipboard' })
  }
}

/** From the menu: what the browser lets the page read, else what was copied here. */
export async function paste(): Promise<void> {
  const files = await readSystemClipboard()
  if (files.length > 0) await pasteFiles(files)
  else if (clip) pasteClip(clip)
  else showToast({ tone: 'info', title: t('app:clipboard.empty'), description: t('app:clipboard.useKeys') })
}

async function readSystemClipboard(): Promise<File[]> {
  try {
    const items = await navigator.clipboard.read()
    const pictures = items.flatMap((item) =>
      item.types
        .filter((type) => type.startsWith('image/'))
        .slice(0, 1)
        .map((type) => item.getType(type)),
    )
    return (await Promise.all(pictures)).map((blob) => new File([blob], '', { type: blob.type }))
  } catch {
    // Not allowed without asking; Control+V needs no permission.
    return []
  }
}

/** From the keyboard: the browser hands over what the clipboard holds. */
export function listenForPaste(): void {
  document.addEventListener('paste', (event) => {
    if (isTyping(event.target) || isDialogOpen()) return
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0 && !clip) return
    event.preventDefault()
    const pasting = files.length > 0 ? pasteFiles(files) : Promise.resolve(pasteClip(clip!))
    pasting.catch((thrown) => reportError(thrown, 'actions:edit.paste'))
  })
}

/** Files of the clipboard. One picture that is what was copied here goes back to its place. */
async function pasteFiles(files: readonly File[]): Promise<void> {
  const [first] = files
  const target = openSessionOrNull()
  if (clip && files.length === 1 && first?.type === 'image/png') {
    const bytes = new Uint8Array(await first.arrayBuffer())
    const name = t('app:files.pasted')
    const opened = await runJob(
      'app:jobs.open',
      'files.open',
      { source: { name, bytes } },
      { values: { name } },
    )
    if (opened.kind === 'picture' && isSamePicture(opened.pixels, clip.pixels)) return pasteClip(clip, target)
    if (!target) showOpened(opened, { unsaved: true })
    else if (isStillOpen(target)) placeOpened(target, opened, name)
    return showNotices(opened.notices, t('app:notices.opened', { name }))
  }
  await takeFiles(files.map(browserFile), 'arrive')
}

function pasteClip({ pixels, x, y }: Clip, target = openSessionOrNull()): void {
  const name = t('app:files.pasted')
  if (!target) showOpened({ kind: 'picture', name, pixels, notices: [] }, { unsaved: true })
  else if (isStillOpen(target)) addImageLayer(target, name, pixels, { transform: { ...identity, x, y } })
}
