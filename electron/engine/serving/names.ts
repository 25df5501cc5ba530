import { createHash } from 'node:crypto'
import type { ModelManifest, ModelRole } from '../../contract/model/manifest.ts'
import type { ServedName } from './client.ts'

/** Hexadecimal digits of a hash that fit into a version: Triton's are numbers of 63 bits, JSON's are exact up to 53. */
const DIGITS = 12

export const hashOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex')

/**
 * What a network of an installed model is called on servers. The name tells the model and which of its networks; the
 * version is the beginning of the hash of its file, as a number, which is what servers take for versions. So a server
 * whose network of this name was made of another file is told by its versions.
 *
 * @param sha256 of the `.onnx` file as it is installed, in hexadecimal
 */
export const servedName = (model: string, role: string, sha256: string): ServedName => ({
  name: `${model}-${role}`,
  // Zero is no version.
  version: String(Number.parseInt(sha256.slice(0, DIGITS), 16) || 1),
})

/**
 * The form of a network of a style that takes the statistics of a picture as further inputs, for pictures that are taken
 * tile by tile.
 */
export const fixedRole = (role: string): string => `${role}-fixed`

/** A network of a model that servers can compute. */
export interface ServedNetwork {
  role: ModelRole
  /** Which form of it: as it is, or with the statistics of a picture as inputs. */
  form: 'plain' | 'fixed'
  name: ServedName
}

/**
 * The networks of a model that servers can compute. What is differentiated, such as a critic, stays here; so does what
 * is over before anything were sent.
 */
export function servedNetworks({ id, task, translation, files }: ModelManifest): ServedNetwork[] {
  if (task === 'harmonize') return []
  return files.flatMap(({ role, sha256 }) => {
    if (role !== 'generator' && role !== 'reverse') return []
    const plain: ServedNetwork = { role, form: 'plain', name: servedName(id, role, sha256) }
    if (translation?.kind !== 'style') return [plain]
    return [plain, { role, form: 'fixed', name: servedName(id, fixedRole(role), sha256) }]
  })
}
