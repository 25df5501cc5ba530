import type { LayerId } from '../../electron/contract/document/index.ts'
import type { Point } from '../document/transform.ts'
import { createSignal } from './signal.ts'

const signal = createSignal<[layer: LayerId, point: Point]>()

/** Calls back when a layer is double-clicked, with where that was in document pixels. @returns a function that stops it */
export const onLayerOpened = signal.subscribe

/** Called by the tools that take hold of layers. */
export const openLayer = signal.emit
