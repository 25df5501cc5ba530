import { engineSentences } from './sentences/engine.ts'
import { filesSentences } from './sentences/files.ts'
import { fontSentences } from './sentences/fonts.ts'
import { networkSentences } from './sentences/networks.ts'
import { projectsSentences } from './sentences/projects.ts'
import { recipeSentences } from './sentences/recipes.ts'
import { serverSentences } from './sentences/servers.ts'
import { sketchSentences } from './sentences/sketch.ts'
import { trainingSentences } from './sentences/training.ts'

/**
 * In English, what Ganvas says when something fails or cannot be had. `{{name}}` is a blank that a value, or another
 * sentence, fills. The studio translates by the same names: `renderer/i18n/zh-CN/errors.ts`.
 *
 * Defects of Ganvas are not listed: they are for its authors.
 */
export const sentences = {
  ...filesSentences,
  ...projectsSentences,
  blend: {
    outside: 'The object lies outside the photo ({{width}}x{{height}}): move it so that it overlaps.',
    emptyMask:
      'The mask is empty where the object is visible: there is nothing to blend. Paint the part to keep.',
    transparent: 'The object is wholly transparent: there is nothing to blend.',
    previewClosed: 'The preview session {{session}} is closed; open it again.',
  },
  cutout: {
    closed: 'The picture to cut from, {{session}}, is closed; open it again.',
    sizes:
      'The mask is {{mask}} pixels and the picture is {{picture}}. Make the mask at the size of the picture.',
    empty: 'The mask is empty: there is no edge to refine. Select something first.',
  },
  translate: {
    smallerTiles: 'Memory does not suffice for such large tiles: the picture is painted in smaller ones.',
    noPairing:
      'Nothing is drawn of a photo for the model "{{model}}": it did not learn from pictures that were made of photos.',
    noHints:
      'This model takes no colour hints. Choose one for line drawings, or one that learned from grey pictures and hints.',
    hintsSize:
      'The colour hints are {{hints}} pixels and the picture is {{picture}}. Make the hints, with transparency, at the size of the picture.',
    noMemory:
      'There is not enough memory to repaint this picture. Choose a smaller size for the network, or close other programs.',
  },
  batch: {
    noPictures: `{{folder}} holds no pictures. Ganvas opens PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG and PSD.`,
    sameResult: '{{first}} and {{second}} would both become {{result}}. Rename one.',
    replaces:
      '{{path}} is one of the pictures, and the result would replace it. Choose another folder for the results.',
    missing: 'There is no file or folder {{path}}.',
    layers: '{{path}} holds layers; export it as one picture first.',
    sixteenBits: '{{path}} has {{bits}} bits per channel, which are reduced to 8.',
    sixteenBitsFirst:
      '{{path}} has {{bits}} bits per channel, which are reduced to 8; so are those of others like it.',
    nothingToBlend: '{{path}} holds nothing to blend. See: ganvas blend --help',
    strangeColumn: '{{path}} has a column "{{column}}"; the columns are {{columns}}.',
  },
  models: {
    harmonizerUnavailable: 'The method "harmonize" cannot be used. {{reason}} Until then use another method.',
    noHarmonizer:
      'The model "{{model}}" does not turn statistics of an object into a colour transform. Install it again.',
    anchorUnavailable:
      'The anchor "gan" cannot be used. {{reason}} Until then use "composite" or "background".',
    missing: 'The model "{{model}}" is not installed: there is no folder {{folder}}.',
    notInstalled: 'The model "{{model}}" is not installed. See: ganvas models list',
    newer:
      '{{path}} is of version {{version}}, and this Ganvas knows {{known}}. Update Ganvas to use the model.',
    damaged: '{{path}} {{fault}}. Install the model again.',
    wrongKind:
      'The model "{{model}}" does not turn a {{side}} px composite and its coverage into a picture. Install it again.',
    moveInside: 'The folder {{folder}} lies inside the present one. Choose another folder.',
    movePath: '"{{folder}}" is no full path of a folder. Say it from the root of the disk on.',
    moveExists: 'There is a model "{{model}}" in {{folder}} already. Choose another folder.',
    removeBundled: 'The model "{{model}}" came with Ganvas and stays. Only your own models can be removed.',
    noClasses:
      'The run does not say which classes it has learned. Go on with it for a step by --resume, and publish it then.',
    otherWords: '{{words}} words are given for the {{classes}} classes of the run. Give one for each.',
    noTranslation:
      'The model "{{model}}" does not repaint pictures: its task is "{{task}}". Choose another model.',
    wrongTranslation:
      'The model "{{model}}" is said to repaint pictures, and its network does not give the colours that its manifest tells of. Install it again.',
    there: 'There is a model "{{model}}" in {{folder}}. Choose another id, or replace it.',
    halfBeside:
      'Weights in half precision cannot lie in a file of their own. Export in single precision, or in one file.',
    weightsUnreadable:
      "{{file}} keeps its weights in '{{location}}', which cannot be read ({{code}}). Put it beside the model.",
    otherRun: '{{file}} is of a run of "{{recipe}}". What can be published are runs of {{published}}.',
    oneDirection: 'The model "{{model}}" repaints one way alone. Choose the direction forward.',
    cannotRun:
      'The network of the model "{{model}}" cannot be run: {{said}} Install the model again, or another one.',
  },
  ...fontSentences,
  imports: {
    severalInputs:
      '{{file}} has {{count}} inputs ({{names}}), and a model that repaints has one: a picture. Export the network with a single input.',
    inputType:
      'The input "{{name}}" of {{file}} holds {{type}}; pictures are floating-point numbers or bytes. Export it with such an input.',
    rank: 'The input "{{name}}" of {{file}} has the shape {{shape}}, and a picture has four axes: batch, channels, height and width. Export the network with such an input.',
    batch:
      'The input "{{name}}" of {{file}} takes {{batch}} pictures at a time. Export the network for one picture, or for any number.',
    noPicture:
      '{{file}} makes no picture: its outputs are {{names}}. Export the network with the picture as an output.',
    strangeChannels:
      '{{file}} turns {{taken}} channels into {{given}}. What can be imported takes grey or RGB and gives grey or RGB, or colours lightness (1 into 2).',
    computesNothing:
      '{{file}} holds no network: no operator stands between its inputs and its outputs. Export the network itself.',
    generator:
      '{{file}} draws pictures from the numbers "{{name}}" {{shape}}, without a picture going in. That is a generator, of the task "generate"; what can be imported here turns pictures into pictures.',
    enlargesAsStyle:
      'The output "{{output}}" has {{factor}} times the sides of its input, which the kind "style" alone can have. Choose it.',
    noSize:
      '{{file}} gives "{{output}}" at another size than its input at every size that was tried. What can be imported keeps the size of a picture, or gives a whole multiple of it.',
    otherSize:
      'From a picture of {{from}} pixels the output "{{output}}" has {{to}}. Choose another size, or another layout.',
    channels:
      'A network of {{taken}} channels in and {{given}} out cannot be of the kind "{{kind}}". Choose another kind, or another layout.',
    dropoutPlace:
      'A dropout works on numbers of the shape {{shape}}, for which no variations can be made. Turn dropout off.',
    closed: 'The model that was looked at is no longer held. Open its file again.',
    failed: 'ONNX Runtime cannot run {{file}} with these settings. It says: "{{reason}}"',
    exists: 'There is a model "{{model}}" already. Choose another name, or replace it.',
    bundled: 'The model "{{model}}" came with Ganvas and stays. Choose another name.',
  },
  comparison: {
    exact: 'Compared with {{file}} on a small input: it gives exactly the same.',
    same: 'Compared with {{file}} on a small input: it gives the same, to {{percent}} % of the largest number.',
    differs:
      'What Ganvas made of {{file}} does not give what {{file}} gives: on a small input "{{output}}" is off by {{percent}} % of its largest number. It is not used; please report it, with the file.',
    differsAt:
      'What Ganvas made of {{file}} does not give what {{file}} gives: on a small input "{{output}}" is off by {{percent}} % of its largest number, from "{{value}}" on, which {{operator}} makes. It is not used; please report it, with the file.',
    rewrittenFails:
      'ONNX Runtime runs {{file}}, but not what Ganvas made of it. It says: "{{reason}}" It is not used; please report it, with the file.',
    originalFails:
      'What Ganvas made of {{file}} could not be compared with it, because ONNX Runtime does not run {{file}} as it is on a small input. It says: "{{reason}}"',
    random:
      'What Ganvas made of {{file}} could not be compared with it, because {{file}} gives something else each time.',
    tooLarge:
      'What Ganvas made of {{file}} was not compared with it, because that would take about {{megabytes}} MB of memory.',
    impossible: 'What Ganvas made of {{file}} could not be compared with it: {{reason}}',
  },
  importReasons: {
    layout: 'The input has the shape {{shape}}, which is {{layout}}.',
    orderUsual: 'Nothing in the file tells the order; {{order}} is usual.',
    orderMeans: 'Its first step uses the means of ImageNet in the order {{order}}.',
    inputSteps: 'Its first steps bring this range to what networks work on.',
    inputLikeOutput: 'Nothing in the file tells it; most networks take what they give.',
    outputEnd: 'The network ends in {{operator}}.',
    outputOpen: 'Nothing bounds what comes out; a usual range is assumed.',
    outputMeasured: 'On the sample, numbers from {{min}} to {{max}} came out.',
    multiple: 'Found by trying: a picture keeps its size at multiples of {{multiple}}.',
    fixed: 'The network works at {{width}} x {{height}} only.',
    sideOpen: 'The file leaves the size open; pix2pix and CycleGAN are trained at 256.',
    sideOwn: 'The file states {{side}} pixels.',
    kindEnlarges: 'It gives {{factor}} times the sides of its input; large pictures are done in tiles.',
    kindColor: 'One channel in and two out: lightness becomes chroma.',
    kindStyle: 'It runs at any size, so large pictures are done in tiles.',
    kindDrawing: 'It runs at multiples of a large size, as networks of drawings do.',
    kindFixed: 'It runs at one size; results are enlarged along their outlines.',
    kindVariations: 'Its dropout gives variations, as networks of drawings have them.',
    draws: 'The file does not tell; any picture will do.',
    normalisationNone: 'It has no batch normalisation.',
    normalisationPicture:
      'Its batch normalisation is in training mode, which uses the statistics of each picture.',
    normalisationRunning: 'Its batch normalisations ({{count}}) use the statistics gathered in training.',
    dropoutNone: 'It has no dropout.',
    dropoutActive: 'Its dropouts ({{count}}) are active, as pix2pix has them in use.',
    dropoutOff: 'Its dropouts ({{count}}) are off in the file.',
    output: '"{{output}}" is the first output that is a picture.',
  },
  importWarnings: {
    batchTraining:
      'The file was exported in training mode: {{count}} batch normalisations use the statistics of the picture itself. pix2pix does so in use, and here they do too; most other programs show wrong colours for such a file.',
    batchRunning:
      'Its batch normalisations ({{count}}) use the statistics gathered in training. pix2pix, unless told --eval, uses those of each picture: if results look dull or blurred, try that.',
    dropoutActive:
      'Its dropouts ({{count}}) are active, so every run differs. Here each seed gives a variation that can be had again.',
    folded:
      'It has dropout and no normalisation: the exporter folded the batch normalisations into other layers, with the statistics gathered in training. If results look dull, export it with dynamo=False and training=TrainingMode.PRESERVE.',
    severalOutputs: 'It has {{count}} outputs ({{names}}). "{{output}}" is used.',
    dynamic: 'The file leaves sizes open ({{axes}}). Which of them work was found by trying.',
    blackBoxes:
      'Some operators are run by ONNX Runtime as they are: {{operators}}. The model can be used, and not fine-tuned.',
    outside:
      '{{percent}} % of the numbers that came out lie outside the range. Choose another range of the output.',
    flat: 'What came out is one flat colour. Choose other ranges.',
    notNumbers: 'What came out is not numbers. Choose another range of the input.',
  },
  modelFaults: {
    otherFile: 'is not the file that the manifest of "{{model}}" describes',
    noManifest: 'is no manifest of a model: {{issue}}',
    otherFolder: 'describes the model "{{described}}" and lies in the folder of "{{model}}"',
    notJson: 'is no JSON',
  },
  lab: {
    adviceLines: 'One of the two kinds is lines on a plain ground: contours are to stay where they are.',
    adviceShapes:
      'Shapes of the two kinds are {{percent}} % as alike as those within a kind: shapes are to change.',
    adviceLooks:
      'Shapes of the two kinds are {{percent}} % as alike as those within a kind: colours and textures are to change.',
    notOurs:
      'The model "{{model}}" was not trained by a recipe of Ganvas, so it cannot be trained further here. Choose another, or start from nothing.',
    notTrainable: 'The network cannot be trained: {{reason}} Choose another.',
    otherShape:
      'The network makes {{made}} of {{taken}}, and this training wants {{wanted}} (channels, height, width). Choose another kind of data, or another network.',
    nothingToTrain: 'The network has no weights that could be trained. Choose another.',
    notSquare:
      'The network takes pictures of {{width}} x {{height}} alone, and training is on squares. Choose a network of squares, or of any size.',
    otherRecipe:
      'The model "{{model}}" was trained by the recipe "{{recipe}}" and not by "{{wanted}}". Train by its own recipe.',
    noPictures:
      'There are no pictures in {{folder}}. Choose a folder with PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG or PSD files.',
    onePicture:
      'There is one picture only in {{folder}}. Training needs at least two; twenty are a beginning.',
    tooFew:
      '{{folder}} holds {{count}} pictures, of which {{heldOut}} are held out to measure by. Training needs at least two others: add some.',
    noPairs:
      'No file in {{input}} has the same name as one in {{target}}. Pictures that belong together have equal names, whatever their endings.',
    noneUsable:
      'None of the {{count}} pictures that were opened can be used. The first one, {{file}}: {{reason}}.',
    noRun: 'There is no training called "{{name}}". It may have been deleted.',
    notRunning: 'The training "{{name}}" is not under way.',
    busy: '"{{title}}" is being trained. Stop it first, or wait until it is done.',
    elsewhere:
      '"{{title}}" is being trained by another studio on this machine. Pause, stop or continue it there.',
    stillRunning: '"{{title}}" is being trained. Stop it before deleting it.',
    noSample: 'The training "{{name}}" has no sample of step {{step}}.',
    noCheckpoint: 'There is nothing to publish yet: the first checkpoint is still to come.',
  },
  ...networkSentences,
  ...recipeSentences,
  ...trainingSentences,
  labFaults: {
    alone: '{{folder}} has no picture of this name',
    sameStem: '{{used}} has the same name but for its ending, and is used',
    unreadable: 'it cannot be read: {{said}}',
    tooSmall: 'it is {{width}}x{{height}}, smaller than the crop of {{cropSize}} px',
    otherSize: 'its {{name}} is {{width}}x{{height}} and not {{wantedWidth}}x{{wantedHeight}}',
    oddWidth: 'its width of {{width}} px is odd, so it has no two equal halves',
    unequal:
      'it has {{width}} x {{height}} px, and its other half {{other}} has {{otherWidth}} x {{otherHeight}}',
  },
  ...sketchSentences,
  ...engineSentences,
  ...serverSentences,
} as const
