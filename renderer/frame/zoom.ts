import { view } from '../canvas/index.ts'

/** Zooms about the middle of the view; 100 is one device pixel a document pixel. */
export function setZoomPercent(percent: number): void {
  view.setState(({ zoom, panX, panY, width, height, pixelRatio }) => {
    const next = percent / 100 / pixelRatio
    const scale = next / zoom
    return {
      zoom: next,
      panX: width / 2 - (width / 2 - panX) * scale,
      panY: height / 2 - (height / 2 - panY) * scale,
    }
  })
}
