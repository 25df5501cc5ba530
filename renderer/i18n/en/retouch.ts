const retouch = {
  strength: 'Strength',
  exposure: 'Exposure',
  sample: { label: 'Sample', layer: 'This layer', below: 'This and below', all: 'All layers' },
  aligned: 'Aligned',
  range: { label: 'Tones', shadows: 'Shadows', midtones: 'Midtones', highlights: 'Highlights' },
  brushes: {
    open: 'Brushes',
    softRound: 'Soft round',
    hardRound: 'Hard round',
    pencil: 'Pencil',
    ink: 'Ink pen',
    marker: 'Marker',
    chalk: 'Chalk',
    charcoal: 'Charcoal',
    bristles: 'Bristles',
    dryBrush: 'Dry brush',
    canvas: 'On canvas',
    spray: 'Spray',
    name: 'Name of this brush',
    save: 'Keep',
    remove: 'Delete “{{name}}”',
  },
  tip: { label: 'Tip', round: 'Round', flat: 'Flat', bristles: 'Bristles', spray: 'Spray' },
  grain: { label: 'Ground', none: 'Smooth', paper: 'Paper', canvas: 'Canvas', chalk: 'Rough' },
  symmetry: {
    label: 'Symmetry',
    none: 'Off',
    vertical: 'Left and right',
    horizontal: 'Above and below',
    both: 'Four quarters',
    radial: 'Around',
    count: 'Times',
  },
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
