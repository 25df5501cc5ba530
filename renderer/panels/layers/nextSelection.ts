import type { LayerId } from '../../../electron/contract/document/index.ts'

/** A press alone selects one; with Control or Command it adds or takes away; with Shift it spans from the active one. */
export function nextSelection(
  order: readonly LayerId[],
  selected: readonly LayerId[],
  id: LayerId,
  span: boolean,
  toggle: boolean,
): LayerId[] {
  if (toggle) {
    const rest = selected.filter((other) => other !== id)
    return rest.length === selected.length ? [...selected, id] : rest.length > 0 ? rest : [id]
  }
  const from = order.indexOf(selected.at(-1) ?? id)
  if (!span || from < 0) return [id]
  const to = order.indexOf(id)
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  // The active layer, where the span began, stays the last.
  return [...between.filter((other) => other !== order[from]), order[from]!]
}
