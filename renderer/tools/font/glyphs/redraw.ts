import type { FontScript } from '../../../../electron/contract/model/fontModel.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { showSession } from '../../../app/opened.ts'
import { closePage } from '../../../app/pages.ts'
import { chooseTool } from '../../../canvas/index.ts'
import { addImageLayer, newSession } from '../../../document/index.ts'
import { t } from '../../../i18n/index.ts'
import { learnState } from '../learn/learn.ts'
import { fetchOutlines, fetchSource, outlineKey, readyGlyphs, sourcePaths } from '../proof/outlines.ts'
import { fontState, setRedrawing } from '../state.ts'

/** Pixels of a document that shows the em of Han glyphs and a margin of 1/16 around it. */
const SIDE = 1024
const FRAME = { left: -62.5, bottom: -182.5, size: 1125 }
/** So light that it is no ink when the drawing is taken back. */
const SOURCE_COLOR = '#c3d9ff'

/**
 * Opens a glyph as a document: its source in light blue, the glyph in black above it, to be drawn on with any tool.
 *
 * @param reference the script of the style that is learned from it: the glyph is what was drawn or learned of it before, if anything was
 */
export async function openForRedrawing(
  work: FontWork,
  character: number,
  { reference }: { reference?: FontScript } = {},
): Promise<void> {
  const { name, plan } = work
  const key = outlineKey(name, plan, fontState.getState().revision)
  const said = String.fromCodePoint(character)
  await fetchOutlines(key, name, plan, [character])
  const { lines } = await engine.call('fonts.lay', { name, plan, text: said, vertical: false })
  const glyph = lines[0]?.source[0]?.glyph ?? 0
  if (glyph !== 0) await fetchSource(name, plan, [glyph], new AbortController().signal)
  const title = t('font:redraw.document', { character: said, family: plan.said.family })
  const session = newSession(title, SIDE, SIDE, { color: 'white', layerName: t('font:redraw.paper') })
  const source = glyph === 0 ? undefined : sourcePaths(name, plan).get(glyph)
  addImageLayer(session, t('font:redraw.source'), drawn(source, SOURCE_COLOR))
  const before = reference ? referencePath(work, character) : undefined
  const blank = reference && plan.styles[reference].kind === 'source'
  const glyphPath = before ?? (blank ? undefined : readyGlyphs(key).get(character)?.path)
  addImageLayer(session, t('font:redraw.glyph'), drawn(glyphPath, 'black'))
  showSession(session, { arrival: 'new' })
  setRedrawing({ work: name, character, document: session.data.id, ...(reference && { reference: true }) })
  closePage()
  chooseTool('brush')
}

function referencePath({ name }: FontWork, character: number): Path2D | undefined {
  const { known } = learnState.getState()
  const found =
    known?.work === name && known.learning.references.find((reference) => reference.character === character)
  return found ? new Path2D(found.path) : undefined
}

/** An outline in its frame, on nothing. */
function drawn(path: Path2D | undefined, color: string): Pixels {
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')!
  const unit = SIDE / FRAME.size
  context.setTransform(unit, 0, 0, -unit, -FRAME.left * unit, (FRAME.bottom + FRAME.size) * unit)
  context.fillStyle = color
  if (path) context.fill(path)
  const { data } = context.getImageData(0, 0, SIDE, SIDE)
  return { width: SIDE, height: SIDE, channels: 4, data: new Uint8Array(data.buffer) }
}
