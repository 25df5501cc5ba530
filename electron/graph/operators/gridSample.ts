import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { between, example, floats, int, operator, string } from '../operator.ts'
import { invalid, tabulate, unsupported } from '../shapes.ts'

/**
 * Samples pictures X [N, C, H, W] at places `grid` [N, h, w, 2], in (x, y) from -1 to 1, to [N, C, h, w]. With
 * `align_corners` the ends are the centres of the outermost pixels, else their outer edges.
 */
export const gridSample = operator({
  name: 'GridSample',
  inputs: ['X', 'grid'],
  attributes: { mode: string('linear'), padding_mode: string('zeros'), align_corners: int(0) },
  infer: ({ inputs: [x, grid], attributes: { mode, padding_mode } }) => {
    if (x.shape.length !== 4) throw unsupported('does not cover volumes')
    if (mode !== 'linear') throw unsupported(`does not cover the mode '${mode}'`)
    if (padding_mode !== 'zeros' && padding_mode !== 'border')
      throw unsupported(`does not cover the padding_mode '${padding_mode}'`)
    if (grid.shape.length !== 4 || grid.shape[3] !== 2 || grid.shape[0] !== x.shape[0])
      throw invalid('needs a grid [N, height, width, 2] for as many pictures')
    return [{ dtype: x.dtype, shape: [...x.shape.slice(0, 2), ...grid.shape.slice(1, 3)] }]
  },
  evaluate: ({ inputs: [x, grid], attributes: { padding_mode, align_corners }, outputs: [y] }) => {
    const [, channels, height, width] = x.shape as [number, number, number, number]
    const [, , rows, columns] = y!.shape as [number, number, number, number]
    const place = (at: number, extent: number) =>
      align_corners ? ((at + 1) / 2) * (extent - 1) : ((at + 1) * extent - 1) / 2
    const inside = (at: number, extent: number) => Math.max(0, Math.min(extent - 1, at))
    return [
      tabulate(y!.shape, ([n, c, i, j]) => {
        const point = 2 * ((n! * rows + i!) * columns + j!)
        const [px, py] = [place(grid.data[point]!, width), place(grid.data[point + 1]!, height)]
        const [left, top] = [Math.floor(px), Math.floor(py)]
        let sum = 0
        for (const [row, down] of [
          [top, top + 1 - py],
          [top + 1, py - top],
        ] as const)
          for (const [column, across] of [
            [left, left + 1 - px],
            [left + 1, px - left],
          ] as const) {
            const [r, k] = [inside(row, height), inside(column, width)]
            if (padding_mode === 'zeros' && (r !== row || k !== column)) continue
            sum += down * across * x.data[((n! * channels + c!) * height + r) * width + k]!
          }
        return sum
      }),
    ]
  },
  gradient: ({ inputs: [x, grid], attributes: { padding_mode, align_corners }, dy }) => {
    const corners = cornersOf(x, grid, padding_mode, align_corners)
    const [n, c, height, width] = x.shape as [number, number, number, number]
    const [, rows, columns] = grid.shape as [number, number, number, number]
    const flat = op.reshape(dy, [n, c, rows * columns])
    return [
      () => {
        const parts = corners.map(({ index, across, down }) =>
          op.scatterAdd(
            op.zeros(flat, [n, c, height * width]),
            index,
            op.mul(flat, op.mul(across.weight, down.weight)),
            2,
          ),
        )
        return op.reshape(parts.reduce(op.add), x.shape)
      },
      () => {
        const pixels = op.reshape(x, [n, c, height * width])
        const along = (end: (corner: Corner) => Value) =>
          corners
            .map((corner) => {
              const seen = op.mul(flat, op.gatherElements(pixels, corner.index, 2))
              return op.mul(op.reduceSum(seen, [1]), end(corner))
            })
            .reduce(op.add)
        const across = along(({ across, down }) => op.mul(across.slope, down.weight))
        const down = along(({ across, down }) => op.mul(down.slope, across.weight))
        const point = (v: Value) => op.reshape(v, [n, rows, columns, 1])
        return op.concat([point(across), point(down)], 3)
      },
    ]
  },
  examples: [
    example([floats(1, 2, 3, 4), between(-0.9, 0.9, 1, 2, 3, 2)]),
    example([floats(2, 1, 3, 3), between(-1.6, 1.6, 2, 3, 2, 2)], { align_corners: 1 }),
    example([floats(1, 1, 4, 3), between(-1.7, 1.7, 1, 3, 3, 2)], { padding_mode: 'border' }),
  ],
})

/** A share of a corner along one axis: its weight [N, 1, points], and how that changes with the grid's number. */
interface Share {
  index: Value
  weight: Value
  slope: Value
}
interface Corner {
  /** int64 [N, C, points] */
  index: Value
  across: Share
  down: Share
}

function cornersOf(x: Value, grid: Value, padding: string, aligned: number): Corner[] {
  const [n, c, height, width] = x.shape as [number, number, number, number]
  const points = grid.shape[1]! * grid.shape[2]!
  const [horizontal, vertical] = [0, 1].map((axis) => {
    const at = op.reshape(op.slice(grid, [{ axis: 3, start: axis, end: axis + 1 }]), [n, 1, points])
    return sharesOf(at, axis === 0 ? width : height, padding, aligned)
  })
  return vertical!.flatMap((down) =>
    horizontal!.map((across) => {
      const index = op.add(op.mul(down.index, width), across.index)
      return { index: op.expand(op.cast(index, 'int64'), [n, c, points]), across, down }
    }),
  )
}

/** The pixel before and the one after each place along an axis. */
function sharesOf(at: Value, extent: number, padding: string, aligned: number): Share[] {
  const scale = (aligned ? extent - 1 : extent) / 2
  const free = op.add(op.mul(op.add(at, 1), scale), aligned ? 0 : -0.5)
  const floor = op.apply('Floor', [free])
  const part = op.sub(free, floor)
  return [0, 1].map((step) => {
    const place = step ? op.add(floor, 1) : floor
    const index = op.min(op.max(place, 0), extent - 1)
    const known = padding === 'zeros' ? op.cast(op.equal(index, place), at.dtype) : null
    const seen = (v: Value) => (known ? op.mul(v, known) : v)
    return {
      index,
      weight: seen(step ? part : op.sub(1, part)),
      slope: seen(op.filled(at, at.shape, step ? scale : -scale)),
    }
  })
}
