import type { ModelManifest } from '../../contract/model/manifest.ts'
import type { SessionTensor, SessionTensors } from '../../graph/session.ts'
import { trialFeeds } from '../sessions/trialFeeds.ts'
import { generatorOf } from '../sketch/generator.ts'
import { generatingFeeds } from './generating.ts'

/** A small input for each network of a model, by its role. */
export function smallInputs(
  manifest: ModelManifest,
  files: Readonly<Record<string, Uint8Array>>,
): ReadonlyMap<string, SessionTensors> {
  const roles = Object.keys(files)
  if (manifest.generation) {
    const feeds = generatingFeeds(generatorOf(manifest, files))
    return new Map(roles.map((role) => [role, feeds.get(role)!]))
  }
  const [input] = manifest.inputs
  if (!input) return new Map()
  const style = manifest.font && { style: oneHot(manifest.font.styles.length) }
  return new Map(roles.map((role) => [role, { ...trialFeeds(input, manifest.translation), ...style }]))
}

/** The first of so many styles. */
const oneHot = (count: number): SessionTensor => ({
  data: Float32Array.from({ length: count }, (_, at) => (at === 0 ? 1 : 0)),
  shape: [1, count],
})
