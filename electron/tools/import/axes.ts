import type { Shape } from '../../graph/shapes.ts'

export type Layout = 'NCHW' | 'NHWC'

/** A batch of pictures has this many axes. */
export const PICTURE_RANK = 4

export const channelAxis = (layout: Layout): number => (layout === 'NCHW' ? 1 : 3)

const heightAxis = (layout: Layout): number => (layout === 'NCHW' ? 2 : 1)

export const sidesOf = (shape: Shape, layout: Layout): { width: number; height: number } => ({
  height: shape[heightAxis(layout)]!,
  width: shape[heightAxis(layout) + 1]!,
})

export const channelsOf = (shape: Shape, layout: Layout): number => shape[channelAxis(layout)]!

/** The shape of one picture of the same channels and another size. */
export function shapeIn(shape: Shape, layout: Layout, { width, height }: { width: number; height: number }) {
  const channels = channelsOf(shape, layout)
  return layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels]
}

/** The shape of an output as a batch of pictures: one without an axis of channels has a single one. */
export const pictureShape = (shape: Shape, layout: Layout): Shape =>
  shape.length === PICTURE_RANK - 1 ? shape.toSpliced(channelAxis(layout), 0, 1) : shape

/** The most by which networks enlarge. */
const MAX_SCALE = 16

/** How many times the sides of a picture another one has; 0 where that is no whole number. */
export function scaleBetween(from: Shape, to: Shape, layout: Layout): number {
  const [a, b] = [sidesOf(from, layout), sidesOf(to, layout)]
  const scale = b.width / a.width
  return Number.isInteger(scale) && scale <= MAX_SCALE && b.height === scale * a.height ? scale : 0
}

/** How many channels pictures have that go into networks, or come out. */
const usual = new Set([1, 2, 3, 4])

/** The layout that sizes of axes speak for; dynamic ones say nothing. Channels first where nothing speaks. */
export function layoutOf(dims: readonly unknown[]): Layout {
  const small = (axis: number) => typeof dims[axis] === 'number' && usual.has(dims[axis])
  return small(3) && !small(1) ? 'NHWC' : 'NCHW'
}
