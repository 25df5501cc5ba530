type Json = Record<string, unknown>

/** Lifts a saved document from version n, its place in the list, to n + 1. Never changed once released. */
export type Migration = (saved: Json) => Json

/** As many as `DOCUMENT_VERSION` of the contract says. */
export const migrations: readonly Migration[] = [
  // 1 came with results of the tool Translate; what was there before stays.
  (saved) => saved,
  // 2 came with more settings of Translate; they have defaults.
  (saved) => saved,
  // 3 came with masks that know their layer.
  (saved) => saved,
  // 4 calls the directions of Translate forward and reverse, in place of forth and back.
  (saved) =>
    withLayers(saved, (layer) => {
      const { recipe } = layer
      if (!isJson(recipe) || !isJson(recipe.settings) || !('direction' in recipe.settings)) return layer
      const direction = recipe.settings.direction === 'back' ? 'reverse' : 'forward'
      return { ...layer, recipe: { ...recipe, settings: { ...recipe.settings, direction } } }
    }),
  // 5 came with colour hints, which know their layer.
  (saved) => saved,
  // 6 came with results of the tool Sketch; what was there before stays.
  (saved) => saved,
  // 7 came with masks of layers, clipping and adjustment layers; what was there before stays.
  (saved) => saved,
  // 8 came with text layers; what was there before stays.
  (saved) => saved,
  // 9 came with layers whose alpha is locked; what was there before stays.
  (saved) => saved,
]

/** What was saved as a version, as the present one has it: its `document`, and what lies beside that. */
export function migrated(saved: Json, version: number, steps = migrations): Json {
  return steps
    .slice(version)
    .reduce((current, step, k) => ({ ...step(current), version: version + k + 1 }), saved)
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function withLayers(saved: Json, change: (layer: Json) => Json): Json {
  const { document } = saved
  if (!isJson(document) || !isJson(document.layers)) return saved
  const layers = Object.entries(document.layers).map(([id, layer]) => [
    id,
    isJson(layer) ? change(layer) : layer,
  ])
  return { ...saved, document: { ...document, layers: Object.fromEntries(layers) } }
}
