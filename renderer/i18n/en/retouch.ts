const retouch = {
  strength: 'Strength',
  exposure: 'Exposure',
  sample: { label: 'Sample', layer: 'This layer', below: 'This and below', all: 'All layers' },
  aligned: 'Aligned',
  range: { label: 'Tones', shadows: 'Shadows', midtones: 'Midtones', highlights: 'Highlights' },
  gradient: {
    shape: 'Shape',
    linear: 'Linear',
    radial: 'Radial',
    into: 'From the foreground colour to',
    background: 'To background',
    transparent: 'To transparent',
    reverse: 'Reverse',
  },
} as const
export default retouch

declare module '../types.ts' {
  interface Namespaces {
    retouch: typeof retouch
  }
}
