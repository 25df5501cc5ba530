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
  },
  kind: {
    color: '由网络添加颜色；明度保持不变，并保留图像的完整尺寸。',
    style: '由网络分块重新绘制图像，保留其完整尺寸。',
    drawing: '由网络把所画的内容变成图像，并沿轮廓放大。',
  },
  strength: '强度',
  inLayer: '作用于整个图层。选择一部分即可只转换该部分。',
  inSelection: '仅在选区内显示；网络仍会参考整个图层。',
  run: '转换',
  rerun: '重新运行',
  running: '正在转换“{{name}}”',
  done: '已转换，用时 {{seconds}} 秒，尺寸 {{width}} × {{height}} 像素',
  resultName: '{{name}} 转换结果',
} as const satisfies SameKeys<typeof en>
