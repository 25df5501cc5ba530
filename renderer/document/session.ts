import { apply } from 'mutative'
import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type DocumentData,
  hasPixels,
  type LayerId,
  type RasterId,
  rasterIdsOf,
} from '../../electron/contract/document/index.ts'
import { difference, isNavigation } from './difference.ts'
import { type GestureHost, OpenGesture } from './gesture.ts'
import { History } from './history.ts'
import { newId } from './ids.ts'
import { Rasters } from './rasters.ts'
import type { DocumentState, Gesture, Label } from './types.ts'

export interface SessionOptions {
  /** Megabytes of pixels that history may hold. */
  historyBudgetMb?: number
  projectPath?: string | null
  /** Where it was opened from; absent: from its project, if it has one. */
  file?: string | null
  /** Opened from a recovery file, or not yet saved anywhere. */
  unsaved?: boolean
}

const MEGABYTE = 1024 * 1024

/** A serial that no history state has: the document as it is was never saved. */
const NEVER = -1

/**
 * One open document: its data in a store, its pixels, and the history of both. Every change passes through
 * {@link change} or a gesture, so that everything can be undone.
 *
 * Only one gesture is open at a time: whatever else changes the document first commits it.
 */
export class DocumentSession {
  /** Unlike that of any other session, also where a document is open twice. */
  readonly id = newId('session')
  readonly store: StoreApi<DocumentState>
  readonly rasters: Rasters
  #history = new History()
  #gesture: OpenGesture | null = null
  #budget: number
  #savedSerial: number
  #lastSerial = 0

  constructor(
    data: DocumentData,
    rasters = new Rasters(),
    { historyBudgetMb = 1024, projectPath = null, file = projectPath, unsaved = false }: SessionOptions = {},
  ) {
    this.rasters = rasters
    this.#budget = historyBudgetMb * MEGABYTE
    this.#savedSerial = unsaved ? NEVER : this.#history.serial
    this.store = createStore<DocumentState>(() => ({
      data,
      selectedLayers: data.active ? [data.active] : [],
      target: 'pixels',
      history: [],
      historyPosition: 0,
      unsaved,
      projectPath,
      file,
      revision: 0,
    }))
    rasters.adopt(rasterIdsOf(data))
    rasters.onChange(() => this.store.setState(({ revision }) => ({ revision: revision + 1 })))
  }

  get data(): DocumentData {
    return this.store.getState().data
  }

  /** One change, one undo entry. A recipe that throws leaves the document as it was. */
  change(label: Label, recipe: (draft: DocumentData) => void): void {
    this.edit(label, (gesture) => gesture.update(recipe))
  }

  /** One undo entry for all that `work` does to a gesture; what `work` throws undoes it. */
  edit<T>(label: Label, work: (gesture: Gesture) => T): T {
    const gesture = this.begin(label)
    try {
      const result = work(gesture)
      gesture.commit()
      return result
    } catch (thrown) {
      gesture.abort()
      throw thrown
    }
  }

  /** One undo entry for a whole drag or stroke. */
  begin(label: Label): Gesture {
    this.#gesture?.commit()
    const host: GestureHost = {
      rasters: this.rasters,
      read: () => this.data,
      write: (data) => this.#write(data),
      ended: (ended, committed) => this.#ended(ended, committed),
    }
    const gesture = new OpenGesture(host, label)
    this.#gesture = gesture
    return gesture
  }

  undo(): void {
    this.goTo(this.#commitOpenGesture() - 1)
  }

  redo(): void {
    this.goTo(this.#commitOpenGesture() + 1)
  }

  /** Moves to the state after `position` entries; beyond either end, to that end. */
  goTo(position: number): void {
    this.#commitOpenGesture()
    const target = Math.min(Math.max(position, 0), this.#history.length)
    while (this.#history.position > target) {
      const entry = this.#history.back()!
      for (const patch of entry.pixels) patch.swap(this.rasters)
      this.#write(apply(this.data, entry.undo))
    }
    while (this.#history.position < target) {
      const entry = this.#history.forward()!
      for (const patch of entry.pixels) patch.swap(this.rasters)
      this.#write(apply(this.data, entry.redo))
    }
    this.#publish()
  }

  /** Highlights layers and makes the last one active. Not an undo entry, and redo stays possible. */
  selectLayers(ids: readonly LayerId[]): void {
    const known = ids.filter((id) => id in this.data.layers)
    const active = known.at(-1) ?? null
    if (active !== this.data.active) this.#write({ ...this.data, active })
    this.store.setState({ selectedLayers: known })
  }

  /** Chooses what of the active layer is painted on. Not an undo entry. */
  paintOn(target: DocumentState['target']): void {
    this.store.setState(({ data }) => ({ target: targetIn(data, target) }))
  }

  /** Opens or folds a group in the Layers panel. Not an undo entry. */
  setExpanded(id: LayerId, expanded: boolean): void {
    const layer = this.data.layers[id]
    if (layer?.kind === 'group')
      this.#write({ ...this.data, layers: { ...this.data.layers, [id]: { ...layer, expanded } } })
  }

  markSaved(path: string | null): void {
    this.#savedSerial = this.#history.serial
    this.store.setState({ projectPath: path, file: path, unsaved: false })
  }

  setHistoryBudget(megabytes: number): void {
    this.#budget = megabytes * MEGABYTE
    this.#tidy()
  }

  /** Frees all pixels, and what history holds of them; the document was closed, and nothing reads it any more. */
  dispose(): void {
    this.#gesture?.commit()
    this.#history = new History()
    for (const id of this.rasters.ids()) this.rasters.free(id)
  }

  #commitOpenGesture(): number {
    this.#gesture?.commit()
    return this.#history.position
  }

  #write(next: DocumentData): void {
    if (next === this.data) return
    // The active layer may have been chosen after the state that is now restored, which lacks it.
    const data = next.active === null || next.active in next.layers ? next : { ...next, active: null }
    this.rasters.adopt(rasterIdsOf(data))
    this.store.setState(({ revision, selectedLayers, target, data: before }) => {
      const highlighted = selectedLayers.filter((id) => id in data.layers)
      const isShown = data.active === null || highlighted.includes(data.active)
      return {
        data,
        selectedLayers: isShown && data.active !== null ? highlighted : data.active ? [data.active] : [],
        target: targetIn(data, data.active === before.active ? target : 'pixels'),
        revision: revision + 1,
      }
    })
  }

  #ended(gesture: OpenGesture, committed: boolean): void {
    if (this.#gesture === gesture) this.#gesture = null
    if (committed) this.#record(gesture)
    this.#tidy()
  }

  #record(gesture: OpenGesture): void {
    const redo = difference(gesture.before, this.data)
    const before = rasterIdsOf(gesture.before)
    const after = rasterIdsOf(this.data)
    const patches = [...gesture.patches.values()]
    for (const patch of patches) patch.prune(this.rasters.get(patch.raster))
    const touched = patches.filter((patch) => patch.bytes > 0)
    const held = new Set([...before, ...after, ...touched.map((patch) => patch.raster)])
    if (isNavigation(redo) && touched.length === 0) return
    this.#history.push({
      serial: ++this.#lastSerial,
      label: gesture.label,
      redo,
      undo: difference(this.data, gesture.before),
      pixels: touched,
      rasters: [...held].filter((id) => !before.has(id) || !after.has(id)),
    })
  }

  /** Holds history to its budget and frees the rasters that nothing refers to any more. */
  #tidy(): void {
    this.#history.trim(this.#budget, this.#sizeOf())
    const states = this.#gesture ? [this.data, this.#gesture.before] : [this.data]
    this.rasters.collect(
      new Set([...this.#history.rasters(), ...states.flatMap((data) => [...rasterIdsOf(data)])]),
    )
    this.#publish()
  }

  #sizeOf(): (id: RasterId) => number {
    const held = rasterIdsOf(this.data)
    return (id) => (held.has(id) ? 0 : this.rasters.bytesOf(id))
  }

  #publish(): void {
    this.store.setState({
      history: this.#history.describe(this.#sizeOf()),
      historyPosition: this.#history.position,
      unsaved: this.#history.serial !== this.#savedSerial,
    })
  }
}

/** The target that the active layer has: an adjustment has nothing but its mask to paint on. */
function targetIn(
  { active, layers }: DocumentData,
  target: DocumentState['target'],
): DocumentState['target'] {
  const layer = active === null ? undefined : layers[active]
  if (!layer?.mask) return 'pixels'
  return hasPixels(layer) ? target : 'mask'
}
