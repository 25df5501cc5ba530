const retouch = {
  strength: 'Strength',
  exposure: 'Exposure',
  sample: { label: 'Sample', layer: 'This layer', below: 'This and below', all: 'All layers' },
  aligned: 'Aligned',
  range: { label: 'Tones', shadows: 'Shadows', midtones: 'Midtones', highlights: 'Highlights' },
} as const
export default retouch

declare module '../types.ts' {
  interface Namespaces {
    retouch: typeof retouch
  }
}
