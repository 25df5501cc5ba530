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
  layer: { result: 'Sketch', color: 'Sketch colours', outline: 'Sketch outlines' },
  history: { begin: 'Begin a sketch', turnTo: 'Turn to the sketch’s strokes' },
  draw: {
    label: 'Ask for',
    color: 'Colours',
    outline: 'Outlines',
    eraser: 'Eraser',
    handles: 'Drag parts',
    clearHandles: 'Let all parts go',
    about: {
      color: 'Paint a colour roughly where it should be.',
      outline: 'Draw where an edge should run.',
      eraser: 'What is erased is no longer asked for.',
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
