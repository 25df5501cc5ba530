import type { BlendMode as PsdMode } from 'ag-psd'
import { type BlendMode, blendModes } from '../../../contract/document/index.ts'

/** Blend modes by the names of ag-psd, which writes blanks where the contract has hyphens. */
export function toPsdMode(mode: BlendMode): PsdMode {
  return mode.replaceAll('-', ' ') as PsdMode
}

/** @returns null for a mode that documents do not have */
export function fromPsdMode(mode: string): BlendMode | null {
  const name = mode.replaceAll(' ', '-')
  return blendModes.find((known) => known === name) ?? null
}
