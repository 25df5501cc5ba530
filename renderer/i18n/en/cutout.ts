const cutout = {
  title: 'Select subject',
  refining: 'Refining the edge',
  objectName: 'Object',
  mode: {
    label: 'What a drag says',
    box: 'A box around the object',
    object: 'This is the object (Shift)',
    ground: 'This is not the object (Alt)',
  },
  refine: {
    preview: 'The object as it will be cut out',
    radius: 'Radius',
    contrast: 'Contrast',
    shift: 'Shift edge',
    decontaminate: 'Decontaminate colours',
    ground: 'Shown on',
    grounds: { checkerboard: 'Squares', white: 'White', black: 'Black' },
    output: 'Result',
    outputs: { selection: 'Selection', mask: 'Layer mask', layer: 'New layer' },
    outputHints: {
      selection: 'The selection gets the soft edge. Colours stay as they are.',
      mask: 'The active layer is masked: nothing of it is lost.',
      layer: 'The object becomes a layer of its own, with the ground’s colours taken out of its edge.',
    },
  },
} as const
export default cutout

declare module '../types.ts' {
  interface Namespaces {
    cutout: typeof cutout
  }
}
