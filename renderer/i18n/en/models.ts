/** The list of models, and the import of others. An ellipsis: it asks before it acts. */
const models = {
  show: 'Models…',
  about: 'What is installed. Models of your own come from training, or from elsewhere.',
  own: 'own',
  licence: 'Licence: {{licence}}',
  folder: 'Folder',
  kinds: {
    blend: 'Blend: gives a pasted object the colours of its place.',
    harmonize: 'Blend: gives a pasted object the light of its place.',
    generate: 'Makes new pictures of what it has learned.',
    font: 'Fonts: draws the characters of one font in the style of another.',
    color: 'Repaint: colours black-and-white pictures at their full size.',
    style: 'Repaint: paints pictures anew, at their full size.',
    drawing: 'Repaint: makes pictures of what is drawn.',
  },
  card: { of: 'Card of “{{title}}”' },
  remove: {
    of: 'Remove “{{title}}”',
    action: 'Remove',
    title: 'Remove the model “{{model}}”?',
    description:
      'Its folder {{folder}} is deleted. Layers that were made with it stay, and cannot be run again.',
  },
  export: {
    of: 'Export “{{title}}”',
    action: 'Export model…',
    about: 'The full path of a folder. The network (.onnx), its manifest and its card are copied there.',
    done: '{{count}} files are in {{folder}}',
  },
  move: {
    action: 'Move the folder…',
    about: 'The full path of a folder for your own models, which are moved there. Empty: the usual place.',
    done: 'Your models are in {{folder}}',
  },
  import: {
    action: 'Import a model…',
    choose: 'Choose an ONNX model',
    chooseAgain: 'Choose another file',
    looking: 'Looking at “{{name}}” …',
    nameStep: 'Name the model',
    file: '{{name}} · {{size}} · opset {{opset}} · {{parameters}} weights',
    warnings: 'Warnings',
    corrected: 'Corrected by you.',
    mends: { dropout: 'Turn dropout off', normalisation: 'Use each picture’s own' },
    trial: 'Trial',
    before: 'What the network sees',
    after: 'What it makes of it',
    running: 'Trying it out …',
    statistics:
      '{{width}} × {{height}} px in {{seconds}} s. Numbers from {{min}} to {{max}}, mean {{mean}}; black is −1, white 1.',
    source: 'Tried out on',
    sample: 'Sample',
    layer: 'Active layer',
    vary: 'Another variation',
    back: 'Back',
    next: 'Next',
    install: 'Install',
    done: '“{{title}}” is installed, and chosen in Repaint',
    title: 'Title',
    id: 'Name in commands',
    idNote: 'For example: ganvas translate --model {{id}}',
    badId: 'Lower-case letters, digits and dashes, 64 at most.',
    overwrite: 'Replace the model that has this name',
    licence: 'Licence of the weights',
    licenceHint: 'such as BSD-3-Clause, or “mine”',
    dataLicence: 'Licence of its pictures',
    dataLicenceHint: 'not stated',
    licenceNote:
      'The licence says what may be done with the model and its results. It is kept with the model.',
  },
  settings: {
    kind: 'Kind',
    draws: 'Drawn for it',
    inputRange: 'Input range',
    outputRange: 'Output range',
    order: 'Colour order',
    layout: 'Layout',
    size: 'Sizes',
    side: 'Seen at',
    normalisation: 'Statistics',
    dropout: 'Dropout',
    output: 'Output',
  },
  choices: {
    kind: { color: 'Colours: lightness to chroma', style: 'Style', drawing: 'Drawing' },
    draws: { lines: 'Lines', areas: 'Areas of colour', labels: 'Labels', picture: 'Any picture' },
    range: {
      signed: '−1 to 1',
      unit: '0 to 1',
      byte: '0 to 255',
      imagenet: 'Means of ImageNet',
      lab: 'L*, a* and b* as they are',
    },
    order: { RGB: 'Red, green, blue', BGR: 'Blue, green, red' },
    layout: { NCHW: 'By plane (NCHW)', NHWC: 'By pixel (NHWC)' },
    size: { multiple: 'Any multiple of {{value}}', fixed: '{{value}} only' },
    normalisation: { picture: 'Of each picture', running: 'Of the training' },
    dropout: { variations: 'Gives variations', off: 'Off' },
  },
} as const
export default models

declare module '../types.ts' {
  interface Namespaces {
    models: typeof models
  }
}
