import type { RasterLayer, TranslateSettings } from '../../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { runJob } from '../../../app/jobs.ts'
import { type DocumentSession, isStillOpen } from '../../../document/index.ts'
import { hintsLayer, takesHints } from '../hints/hints.ts'
import { idleSide } from '../live/pace.ts'
import { ReducedPicture } from '../live/reducedPicture.ts'
import { paperOf } from '../paper.ts'
import { anySeed, settingsFor, type Translator } from '../state.ts'
import { rememberResult } from './results.ts'

export const VARIATIONS = 4

/** Makes results of as many new seeds, small, one after the other; each is remembered as soon as it is there. */
export async function makeVariations(
  session: DocumentSession,
  layer: RasterLayer,
  translator: Translator,
  wanted: TranslateSettings,
): Promise<void> {
  const settings = settingsFor(translator, wanted)
  const hinting = takesHints(translator) ? hintsLayer(session.data, layer.id) : undefined
  const side = idleSide(translator, settings)
  const hints = hinting && (await smallCopy(session, hinting, side, null))
  const picture = await smallCopy(session, layer, side, paperOf(translator))
  const given = { picture, ...(hints && { hints }) }
  const model = translator.id
  for (const seed of seeds(wanted.seed)) {
    const input = { model, ...given, settings: { ...settings, seed } }
    const { pixels } = await runJob('translate:running', 'translate.run', input, {
      values: { name: layer.name },
    })
    if (!isStillOpen(session)) return
    rememberResult({ session, source: layer.id, model, settings: input.settings }, pixels)
  }
}

/** The layer at the size that is enough to choose by. */
async function smallCopy(
  session: DocumentSession,
  layer: RasterLayer,
  side: number,
  paper: string | null,
): Promise<Pixels> {
  const reduced = new ReducedPicture(session.rasters.color(layer.raster))
  while (!reduced.work(side, performance.now() + 8)) await new Promise((resolve) => setTimeout(resolve))
  return reduced.read(side, paper)
}

/** As many different ones, none of them `taken`. */
function seeds(taken: number): Set<number> {
  const chosen = new Set<number>()
  while (chosen.size < VARIATIONS) {
    const seed = anySeed()
    if (seed !== taken) chosen.add(seed)
  }
  return chosen
}
