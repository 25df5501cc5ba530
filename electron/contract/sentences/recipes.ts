/** Recipes, their options, and networks that losses look through. */
export const recipeSentences = {
  recipes: {
    missing: 'There is no recipe "{{name}}". The recipes are: {{known}}.',
    noOption: 'The recipe "{{recipe}}" has no option "{{option}}". See its options by: ganvas train --list',
    badOption: 'The recipe "{{recipe}}" cannot use {{option}} "{{value}}": {{said}}.',
    oneFolder:
      'The pairing "{{pairing}}" is of one folder. Leave --second {{second}} out, or choose --pairing files.',
    residualChannels:
      '--residual needs as many channels of the result as of the input, and no --palette; the pairing "{{pairing}}" makes {{inputs}} into {{outputs}}. Leave it out.',
    paletteChannels:
      '--palette is for drawings and results of three channels; the pairing "{{pairing}}" makes {{inputs}} into {{outputs}}. Leave it out.',
    noTensor: "The run has no tensor '{{tensor}}'. Publish it with the options that it was trained with.",
    noGlyphs:
      '{{folder}} holds no glyphs of one size: a NAME.json and a NAME.glyphs for each style are needed.',
    noLearnedStyle:
      '{{folder}} holds no glyphs of the style "{{style}}". It needs {{style}}.json and {{style}}.glyphs.',
    noStylesYet:
      'One style is learned by a network that draws others: the {{others}} that {{folder}} holds beside it. Name a model of them by --from.',
    glyphsCutShort:
      '{{path}} is missing or cut short: it should hold {{needed}} bytes and holds {{found}}. Make it again.',
  },
  features: {
    needed: '"{{option}}" needs a network to look through. Give its file by --features FILE.',
    noCriticLayers: 'Say by --critic-layers a,b,c by which layers of {{file}} a critic judges.',
    noLayers: 'Say by --layers a,b,c at which layers of {{file}} pictures are compared.',
    layerWeights:
      '--layer-weights "{{weights}}" are not {{count}} numbers from 0 up, one for each layer of --layers.',
    noWeight:
      '--features {{file}} is given no weight. Say how much it counts by --perceptual-weight, --style-weight, --category-weight or --feature-critic.',
    noStyle: '--style-weight needs pictures of the style. Give their folder by --style DIR.',
    noCategory: '--category-weight needs a category. Give its number by --category N.',
    channels:
      '--features looks at pictures of red, green and blue, and what is made has {{channels}} channels. Leave it out.',
    otherCategory:
      "--category {{category}} is none of the {{count}} that '{{layer}}' of {{file}} tells apart. Give a number from 0 to {{last}}.",
    unreadable:
      'The network of --{{option}} {{file}} cannot be read ({{code}}). Give the path of an .onnx file.',
    noLayer:
      "{{file}} has no layer '{{layer}}'. It has: {{outputs}}; values in between may be named too, as an ONNX viewer shows them.",
    otherInput:
      '{{file}} takes {{inputs}}, and not one picture {{shape}}. Give a network of pictures of this size, or of any.',
    wholeNumbers:
      "The layer '{{layer}}' of {{file}} holds {{type}}, which has no gradient. Choose another one.",
    constant: "The layer '{{layer}}' of {{file}} is the same for every picture. Choose another one.",
    noGradient:
      "The layer '{{layer}}' of {{file}} cannot be part of a loss: {{reason}} Choose layers before it.",
    otherNetwork:
      '{{file}} is another network than the {{before}} that this run began with: its SHA-256 begins with {{sha256}} in place of {{sha256Before}}. Give that file by --{{option}}, or start anew in another folder.',
  },
} as const
