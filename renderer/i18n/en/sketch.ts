const sketch = {
  title: 'Sketch',
  intro:
    'A generator has learned what pictures of its kind look like. Give it a few strokes of colour, an outline or a word, and it answers with pictures that agree.',
  model: 'Generator',
  missing: {
    models:
      'No model that draws pictures by itself is installed. Train one in the Lab from a folder of pictures, and publish it there.',
  },
  begin: 'Begin a sketch',
  goOn: 'Go on with this sketch',
  opening: 'Opening the generator…',
  keep: 'Keep this picture',
  kept: 'The picture is in its layer. Your strokes lie above it and can be hidden.',
  fix: 'Stay near this one',
  restart: 'Draw others',
  leave: 'Keep and leave the sketch',
  shadow: 'Show the mean as a shadow',
  layer: { result: 'Sketch', photo: 'Sketched photo', color: 'Sketch colours', outline: 'Sketch outlines' },
  history: {
    begin: 'Begin a sketch',
    photo: 'Begin to edit a photo',
    turnTo: 'Turn to the sketch’s strokes',
    warp: 'Move a piece',
  },
  photo: {
    label: 'The photo',
    intro:
      'A photo of the generator’s kind can be edited the same way. Drop it here or choose its layer, and select what is meant of it, or its middle is taken.',
    begin: 'Edit this photo',
    looking: 'Looking for {{name}} among what the generator draws',
    own: 'The photo',
    nearest: 'As the generator draws it',
    likeness:
      'Off by {{error}}; {{explained}} of the photo is explained. Paint, pull or say what is to change.',
    foreign:
      'This photo is of another kind than the generator’s: the nearest picture is off by {{error}} and explains {{explained}} of it. Edits follow that picture, and may be odd.',
    strength: 'Strength, %',
    shown: 'Show the edit on the photo',
    limit: 'Only where selected',
    everywhere: 'Everywhere',
    keep: 'Keep this edit',
    applying: 'Carrying the edit to the photo',
    kept: 'The edited photo is in its layer, {{width}} × {{height}} px.',
    gone: 'The photo’s layer was deleted. Undo that to keep the edit.',
    restart: 'Back to the photo',
  },
  draw: {
    label: 'Ask for',
    color: 'Colours',
    outline: 'Outlines',
    eraser: 'Eraser',
    patches: 'Move pieces',
    patchSide: 'Size of pieces, %',
    handles: 'Drag parts',
    clearHandles: 'Let all parts go',
    beside: 'What is drawn beside the generator’s picture is not asked for. Draw on the picture.',
    about: {
      color: 'Paint a colour roughly where it should be.',
      outline: 'Draw where an edge should run.',
      eraser: 'What is erased is no longer asked for.',
      patches:
        'Drag a piece of the picture to where it should be; its colours and outlines are asked for there.',
      handles: 'Pull a part of the picture to where it should be; click on its dot to let it go.',
    },
  },
  words: {
    label: 'In words',
    placeholder: 'such as “a red dress”; Enter',
    any: 'Anything',
    alone: 'alone',
    first: 'What',
    second: 'Mixed with',
    mix: 'Share of {{word}}',
    unknown: 'The generator never learned: {{words}}.',
  },
  candidates: {
    label: 'Answers',
    one: 'Answer {{place}}',
    step: '{{step}} of {{total}}',
    about: 'A click shows one; with Shift, the way from the shown one to it.',
  },
  explore: {
    title: 'Explore',
    walk: 'Walk',
    way: 'From the fixed one',
    along: 'Along the way',
    play: 'Play',
    pause: 'Pause',
    direction: 'Direction {{number}}',
    take: 'Go on from what is shown',
  },
  weights: {
    title: 'What counts',
    color: 'Colours',
    outline: 'Outlines',
    smooth: 'Nearness to the fixed one',
    realism: 'Realism',
    iterations: 'Steps of search',
  },
}
export default sketch

declare module '../types.ts' {
  interface Namespaces {
    sketch: typeof sketch
  }
}
