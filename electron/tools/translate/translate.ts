import type { TranslateSettings } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import { takesHints } from '../../contract/model/translation.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import { isOutOfMemory } from '../../graph/session.ts'
import { resized } from '../networks/enlarge.ts'
import { paperOf } from '../networks/tensors.ts'
import type { DrawingNetwork, DrawingWork, PictureNetwork, StyleNetwork, Work } from '../networks/work.ts'
import { colorize } from './colorize.ts'
import { draw } from './draw.ts'
import { finish } from './finish.ts'
import { stylize } from './stylize.ts'

/** Smaller tiles, in pixels, are not tried when memory runs out. */
const MIN_TILE = 64 * 64

/**
 * Translates a picture at its own size, or at as many times that as the network enlarges, in the way of the model's kind.
 *
 * @param network a `StyleNetwork` for a style
 * @param hints colours that the user asks for, where it is opaque: RGBA of the picture's size
 * @returns 3 channels; 4 with the picture's alpha where the picture has some and is not drawn upon or filled
 * @throws GanvasError `too-large` where memory does not suffice
 */
export async function translate(
  picture: Pixels,
  network: PictureNetwork | StyleNetwork,
  settings: TranslateSettings,
  work: DrawingWork,
  hints?: Pixels,
): Promise<Pixels> {
  if (hints) checkHints(hints, picture, network)
  const made = await applyNetwork(picture, network, settings, work, hints)
  const isMixed = settings.strength !== 1 || settings.keepLuminance
  const own = isMixed && made.width !== picture.width ? resized(picture, made) : picture
  return finish(own, made, settings, paperOf(network.input), work)
}

/** @throws GanvasError `invalid-input` for hints of another size, and for networks that take none */
function checkHints(hints: Pixels, picture: Pixels, network: PictureNetwork): void {
  const { width, height, channels } = hints
  if (!takesHints(network.translation, network.input))
    throw new GanvasError('invalid-input', text('translate.noHints'))
  if (channels === 4 && width === picture.width && height === picture.height) return
  const sizes = { hints: `${width}x${height}`, picture: `${picture.width}x${picture.height}` }
  throw new GanvasError('invalid-input', text('translate.hintsSize', sizes), sizes)
}

/**
 * What a network makes of a picture, in the way of its kind, at the picture's own size; before the settings mix the
 * two.
 *
 * @param network a `StyleNetwork` for a style
 * @throws GanvasError `too-large` where memory does not suffice
 */
export async function applyNetwork(
  picture: Pixels,
  network: PictureNetwork | StyleNetwork,
  { side, seed, areas }: Pick<TranslateSettings, 'side' | 'seed' | 'areas'>,
  work: DrawingWork,
  hints?: Pixels,
): Promise<Pixels> {
  const { kind } = network.translation
  if (kind === 'style')
    return inMemory(network as StyleNetwork, work, (fitting) => stylize(picture, fitting, work, side))
  try {
    return await (kind === 'color'
      ? colorize(picture, network, work, { side, hints })
      : draw(picture, network as DrawingNetwork, { side, seed, areas, hints }, work))
  } catch (error) {
    throw isOutOfMemory(error) ? tooLarge(error) : error
  }
}

/** Does the work in smaller and smaller tiles, until they fit into memory. Says so once. */
async function inMemory(
  network: StyleNetwork,
  { notice }: Work,
  work: (network: StyleNetwork) => Promise<Pixels>,
): Promise<Pixels> {
  for (let { maxPixels } = network; ; maxPixels = Math.floor(maxPixels / 4)) {
    try {
      return await work({ ...network, maxPixels })
    } catch (error) {
      if (!isOutOfMemory(error)) throw error
      if (maxPixels < 4 * MIN_TILE || 'width' in network.input.size) throw tooLarge(error)
      if (maxPixels === network.maxPixels) notice?.(text('translate.smallerTiles'))
    }
  }
}

const tooLarge = (cause: unknown) => new GanvasError('too-large', text('translate.noMemory'), {}, { cause })
