import type { Patches } from 'mutative'
import type { DocumentData, Layer } from '../../electron/contract/document/index.ts'

/** How a group is shown in the Layers panel is no change of the picture. */
const panelFields = new Set(['expanded'])

/**
 * The patches that lead from one state of a document to another, at the grain of its fields and its layers'
 * fields. Both must come from one history, so that what is unchanged is identical. The inverse is the
 * difference the other way round.
 */
export function difference(from: DocumentData, to: DocumentData): Patches {
  const patches: Patches = []
  for (const key of Object.keys(to) as (keyof DocumentData)[])
    if (key !== 'layers' && from[key] !== to[key])
      patches.push({ op: 'replace', path: [key], value: to[key] })
  if (from.layers === to.layers) return patches
  for (const id of Object.keys(from.layers))
    if (!(id in to.layers)) patches.push({ op: 'remove', path: ['layers', id] })
  for (const [id, layer] of Object.entries(to.layers)) {
    const before = from.layers[id]
    if (before === undefined) patches.push({ op: 'add', path: ['layers', id], value: layer })
    else if (before !== layer) patches.push(...layerDifference(before, layer))
  }
  return patches
}

function layerDifference(from: Layer, to: Layer): Patches {
  if (from.kind !== to.kind) return [{ op: 'replace', path: ['layers', to.id], value: to }]
  const before = from as Record<string, unknown>
  const changed: Patches = Object.entries(to)
    .filter(([key, value]) => before[key] !== value && !panelFields.has(key))
    .map(([key, value]) => ({ op: 'replace', path: ['layers', to.id, key], value }))
  const gone = Object.keys(from).filter((key) => !(key in to))
  return [...changed, ...gone.map((key) => ({ op: 'remove' as const, path: ['layers', to.id, key] }))]
}

/** Whether patches do no more than make another layer active. */
export const isNavigation = (patches: Patches): boolean =>
  patches.every(({ path }) => path.length === 1 && path[0] === 'active')
