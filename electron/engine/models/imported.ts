import type { ModelManifest } from '../../contract/model/manifest.ts'

/** What a manifest says of the training of a network from elsewhere: where it came from, which is all that is known. */
export const foreignTraining = (file: string, sha256: string): ModelManifest['training'] => ({
  command: `none; imported from ${file}, SHA-256 ${sha256}`,
  data: 'not stated',
  machine: 'not stated',
})
