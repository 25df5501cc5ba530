export default {
  strength: '强度',
  exposure: '曝光度',
  sample: { label: '样本', layer: '当前图层', below: '当前和下方图层', all: '所有图层' },
  aligned: '对齐',
  range: { label: '范围', shadows: '阴影', midtones: '中间调', highlights: '高光' },
} as const
