import type en from '../en/translate.ts'
import type { SameKeys } from '../types.ts'

export default {
  title: '转换',
  missing: {
    layer: '请选择要转换的图像图层。',
    group: '请在组内选择一个图层：要转换的图像。',
    source: '生成此结果的图层已不存在，无法重新运行。',
    models: '尚未安装可转换图像的模型。请用“ganvas train”训练一个，再用“ganvas models publish”发布。',
  },
  model: {
    label: '模型',
    missing: '未安装模型“{{model}}”。请选择其他模型。',
    find: '查找模型',
    group: { drawing: '由绘画生成', color: '上色', style: '画风', missing: '未安装' },
  },
  kind: {
    color: '添加颜色，明度与细节保持不变。',
    style: '以完整尺寸重新绘制图像。',
  },
  draws: {
    lines: '把白底上的深色线条变成图像。',
    areas: '把平涂色块变成图像。',
    labels: '把用标签颜色涂出的区域变成图像。',
    picture: '把此图像变成另一幅图像。',
  },
  direction: '方向',
  strength: '强度',
  keepLuminance: '保持明度',
  seed: '变体',
  dice: '换一个变体',
  more: '更多',
  size: {
    label: '网络尺寸',
    own: '{{side}} 像素（训练尺寸）',
    picture: '图像原尺寸',
    px: '{{side}} 像素',
    hint: '网络所见图像的短边。越大细节越精细，但对整体的把握越少。',
    styleHint: '网络所见图像的短边。越小笔触越粗；训练时为 {{side}} 像素。',
  },
  inLayer: '作用于整个图层。选择一部分即可只转换该部分。',
  inSelection: '仅在选区内显示；网络仍会参考整个图层。',
  keep: '保留为图层',
  live: {
    switch: '实时',
    time: '{{milliseconds}} 毫秒',
    view: '转换结果的显示位置',
    beside: '显示在绘画旁边',
    over: '叠加在绘画上',
    overlay: '叠加强度',
  },
  pane: {
    label: '转换结果',
    empty: '开始绘画，转换结果会显示在这里。',
  },
  run: '转换',
  rerun: '重新运行',
  running: '正在转换“{{name}}”',
  done: '已转换，用时 {{seconds}} 秒，尺寸 {{width}} × {{height}} 像素',
  resultName: '{{name}} 转换结果',
} as const satisfies SameKeys<typeof en>
