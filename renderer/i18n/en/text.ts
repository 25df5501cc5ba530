const text = {
  field: 'The text',
  setting: 'The text could not be set:',
  hint: 'Click to write, drag for a box; click a text to change it.',
  font: 'Font',
  style: 'Style',
  size: 'Size',
  leading: 'Leading',
  tracking: 'Tracking',
  color: 'Colour of the text',
  align: {
    label: 'Alignment',
    start: 'At the start',
    center: 'Centred',
    end: 'At the end',
    justify: 'Filled',
  },
  vertical: 'Vertical',
  width: 'W',
  height: 'H',
  box: 'Break lines in a box',
  search: 'Search fonts',
  none: 'No font is called that.',
  made: 'Made in Ganvas',
  system: 'Fonts',
  add: 'Add a font file…',
  addKind: 'Fonts',
  added: '“{{name}}” can be used in texts now.',
  adding: 'The font could not be added:',
  lost: 'Is not here',
  replaced: '“{{wanted}}” is not here. “{{used}}” stands in for it.',
  noFont: '“{{wanted}}” is not here, and there is no other font.',
  fallback: 'Not in “{{font}}”: {{characters}}, set in {{fonts}}',
  missing: 'No font here has: {{characters}}',
  notes: 'Fonts of this text',
  lostTitle: 'Fonts of texts are not here',
  lostBody:
    '{{fonts}}. The texts look as they did; as soon as one is changed, another font stands in. Add the font, or choose one.',
} as const
export default text

declare module '../types.ts' {
  interface Namespaces {
    text: typeof text
  }
}
