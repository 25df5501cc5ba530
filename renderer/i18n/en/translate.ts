export default {
  title: 'Translate',
  missing: {
    layer: 'Choose the layer of a picture to translate.',
    group: 'Choose one layer inside the group: the picture to translate.',
    source: 'The layer this result was made from is gone, so it cannot be run again.',
    models:
      'No model that translates pictures is installed. Train one with “ganvas train” and publish it with “ganvas models publish”.',
  },
  model: {
    label: 'Model',
    missing: 'The model “{{model}}” is not installed. Choose another.',
    find: 'Find the models',
  },
  kind: {
    color: 'A network adds the colours; lightness stays as it is, at the picture’s full size.',
    style: 'A network paints the picture anew, tile by tile, at its full size.',
    drawing: 'A network makes a picture of what is drawn, and enlarges it along its outlines.',
  },
  strength: 'Strength',
  inLayer: 'Works on the whole layer. Select a part to translate only that.',
  inSelection: 'Shows in the selection; the network still sees the whole layer.',
  run: 'Translate',
  rerun: 'Run again',
  running: 'Translating “{{name}}”',
  done: 'Translated in {{seconds}} s at {{width}} × {{height}} px',
  resultName: '{{name}} translated',
} as const
