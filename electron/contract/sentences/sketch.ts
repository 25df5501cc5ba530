/** Drawing with generators. */
export const sketchSentences = {
  sketch: {
    notAGenerator:
      'The model "{{model}}" draws no pictures by itself: its task is "{{task}}". Choose a model of the task "generate".',
    wrongGenerator:
      'The model "{{model}}" is said to draw pictures, and its network does not take and give what its manifest tells of ({{said}}). Install it again.',
    otherInputs:
      '{{file}} takes {{inputs}}. A generator that Sketch can drive takes one row of numbers, and beside it at most one row that says a class, for any number of pictures or one. Export it so.',
    otherOutputs:
      '{{file}} gives {{outputs}}. A generator gives a picture, [1, 3, height, width] or of one channel, of a fixed size. Export it so.',
    closed: 'The sketch {{session}} is closed; open it again. What is drawn is still there.',
    noHandles:
      'The generator of the model "{{model}}" shows no features that handles could hold on to. Draw colours or outlines instead.',
    noCandidate: 'There is no candidate {{candidate}}: there are {{count}}, numbered from 0.',
    noDirection: 'The generator has {{count}} directions, and {{given}} amounts were given. Leave some out.',
    otherLatent:
      'This result has {{numbers}} numbers and the model "{{model}}" draws from {{wanted}}: it is another model\'s. Choose that model, or begin anew.',
    unmet:
      'No picture that the model "{{model}}" knows agrees with these strokes; the nearest ones are shown. Use fewer or other colours, erase some strokes, or choose another model.',
    unknownWords:
      'The model "{{model}}" never learned: {{unknown}}. It knows {{known}}. The rest of the text is used.',
    noSuchWord: 'The model "{{model}}" knows no "{{word}}". It knows {{known}}.',
    noWords: 'The model "{{model}}" cannot be asked by words. Draw what you want instead.',
    colorMaskSize: '{{mask}} is {{maskSize}} and {{picture}} is {{pictureSize}}. Make both of one size.',
    foreign:
      'The photo seems to be of another kind than the model "{{model}}" learned: the nearest picture that it can draw explains {{share}} % of what the photo shows. It goes on with that.',
    outside: 'The chosen part lies outside the photo ({{width}}x{{height}}). Choose a part that overlaps it.',
    maskSize:
      'The mask is {{mask}} pixels and the photo is {{photo}}. Make the mask at the size of the photo.',
  },
} as const
