const canvas = {
  region: {
    label: 'Canvas',
    description:
      'With the Move tool, arrow keys move the active layer by 1 pixel, with Shift by 10; with other tools they scroll. Letters choose a tool. Escape cancels what a tool has begun.',
  },
  tool: {
    move: 'Move',
    brush: 'Brush',
    eraser: 'Eraser',
    bucket: 'Paint bucket',
    eyedropper: 'Eyedropper',
    'select-rectangle': 'Rectangle select',
    'select-ellipse': 'Ellipse select',
    lasso: 'Lasso',
    wand: 'Magic wand',
    subject: 'Select subject',
    crop: 'Crop',
    hand: 'Hand',
    zoom: 'Zoom',
    blend: 'Blend',
    translate: 'Repaint',
    sketch: 'Sketch',
  },
  purpose: {
    lines: 'For lines',
    areas: 'For areas',
    mask: 'For the mask',
    hints: 'For colour hints',
    sketchColors: 'For the sketch’s colours',
    sketchOutlines: 'For the sketch’s outlines',
    leave: 'Back to the ordinary brush',
  },
  action: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit in window',
    fill: 'Fill window',
    actualSize: '100 %',
    doubleSize: '200 %',
    rulers: 'Rulers',
    pixelGrid: 'Pixel grid',
    snapping: 'Snap',
    clearGuides: 'Clear guides',
    compareSlider: 'Compare before and after',
    compareOriginal: 'Show the original',
    brushSmaller: 'Smaller brush',
    brushLarger: 'Larger brush',
    brushSofter: 'Softer brush',
    brushHarder: 'Harder brush',
    brushOpacity10: 'Brush opacity 10 %',
    brushOpacity20: 'Brush opacity 20 %',
    brushOpacity30: 'Brush opacity 30 %',
    brushOpacity40: 'Brush opacity 40 %',
    brushOpacity50: 'Brush opacity 50 %',
    brushOpacity60: 'Brush opacity 60 %',
    brushOpacity70: 'Brush opacity 70 %',
    brushOpacity80: 'Brush opacity 80 %',
    brushOpacity90: 'Brush opacity 90 %',
    brushOpacity100: 'Brush opacity 100 %',
    swapColors: 'Swap colours',
    defaultColors: 'Default colours',
    cropApply: 'Apply crop',
    cropCancel: 'Cancel crop',
  },
  history: {
    move: 'Move layer',
    scale: 'Scale layer',
    rotate: 'Rotate layer',
    nudge: 'Nudge layer',
  },
  message: {
    noLayer: 'No layer is active. Choose one in the Layers panel.',
    locked: '“{{name}}” is locked. Unlock it in the Layers panel to change it.',
    hidden: '“{{name}}” is hidden. Show it in the Layers panel to change it.',
    group: '“{{name}}” is a group and has no pixels of its own. Choose a layer inside it to paint.',
    text: '“{{name}}” is a text. Choose Layer, Text, Rasterise to make pixels of it, or paint on its mask.',
    adjustment:
      '“{{name}}” adjusts what lies below it and has no pixels. Give it a mask to paint where it shows, or choose another layer.',
    missed: 'The stroke lies outside “{{name}}”. Add a layer to paint anywhere.',
    nothingSelected: 'Nothing was selected.',
  },
  compare: {
    slider: 'Divider between before and after',
    before: 'Before',
    after: 'After',
  },
  ruler: {
    horizontal: 'Horizontal ruler, pixels',
    vertical: 'Vertical ruler, pixels',
  },
} as const
export default canvas

declare module '../types.ts' {
  interface Namespaces {
    canvas: typeof canvas
  }
}
