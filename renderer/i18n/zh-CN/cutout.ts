import type en from '../en/cutout.ts'
import type { SameKeys } from '../types.ts'

export default {
  title: '选择主体',
  refining: '正在调整边缘',
  objectName: '物体',
  mode: {
    label: '拖动表示',
    box: '框住物体',
    object: '这是物体 (Shift)',
    ground: '这不是物体 (Alt)',
  },
  refine: {
    preview: '抠出的物体预览',
    radius: '半径',
    contrast: '对比度',
    shift: '移动边缘',
    decontaminate: '净化颜色',
    ground: '显示背景',
    grounds: { checkerboard: '棋盘格', white: '白色', black: '黑色' },
    output: '输出',
    outputs: { selection: '选区', mask: '图层蒙版', layer: '新图层' },
    outputHints: {
      selection: '选区获得柔和的边缘，颜色保持不变。',
      mask: '为当前图层添加蒙版，不会丢失任何内容。',
      layer: '物体成为独立的图层，边缘上的背景颜色会被去除。',
    },
  },
} as const satisfies SameKeys<typeof en>
