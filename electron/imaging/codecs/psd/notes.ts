import type { Layer as PsdLayer } from 'ag-psd'
import type { Notice, PsdFeature } from '../../../contract/procedures/files.ts'
import { notice } from '../decoded.ts'
import { isLostFill } from './fillOpacity.ts'
import { isDrawable } from './gradient.ts'
import { isEmpty } from './layer.ts'
import { fromPsdMode } from './names.ts'

/** What is left out of the layers; the others look as they did. */
const lost: readonly PsdFeature[] = ['adjustment', 'effects', 'fill-opacity', 'pattern']

/** What the layers of a file have that documents do not, by the names of the layers. */
export class LayerNotes {
  private readonly flattened = new Map<PsdFeature, string[]>()
  private readonly approximated: string[] = []

  /** Notes all that can be seen of a layer or group by itself. To be called once for each. */
  add(layer: PsdLayer): void {
    if (layer.effects && !layer.effects.disabled) this.flatten('effects', layer)
    if (layer.placedLayer) this.flatten('smart-object', layer)
    if (layer.vectorFill)
      this.flatten(isDrawable(layer.vectorFill) || !isEmpty(layer) ? 'fill' : 'pattern', layer)
    if (layer.vectorMask && !layer.vectorMask.disable && !layer.mask) this.flatten('vector-mask', layer)
    const mode = fromPsdMode(layer.blendMode ?? 'normal')
    if (!mode || (mode === 'pass-through' && !layer.children)) this.approximated.push(layer.name ?? '')
    if (isLostFill(mode ?? 'normal', layer.fillOpacity ?? 1)) this.flatten('fill-opacity', layer)
  }

  flatten(feature: PsdFeature, layer: PsdLayer): void {
    this.flattened.set(feature, [...(this.flattened.get(feature) ?? []), layer.name ?? ''])
  }

  /** Whether something of the file is not to be seen, so that its merged picture shows more than its layers. */
  get isIncomplete(): boolean {
    return this.approximated.length > 0 || lost.some((feature) => this.flattened.has(feature))
  }

  toNotices(): Notice[] {
    const notices = [...this.flattened].map(([feature, layers]) =>
      notice('psd-feature-flattened', { feature, layers: layers.join(', ') }),
    )
    if (this.approximated.length > 0)
      notices.push(notice('psd-mode-approximated', { layers: this.approximated.join(', ') }))
    return notices
  }
}
