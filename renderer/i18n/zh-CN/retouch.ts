export default {
  strength: '强度',
  exposure: '曝光度',
  sample: { label: '样本', layer: '当前图层', below: '当前和下方图层', all: '所有图层' },
  aligned: '对齐',
  range: { label: '范围', shadows: '阴影', midtones: '中间调', highlights: '高光' },
  gradient: {
    shape: '形状',
    linear: '线性',
    radial: '径向',
    into: '从前景色到',
    background: '到背景色',
    transparent: '到透明',
    reverse: '反向',
  },
} as const
