const lowerTheRate =
  'Lower the learning rate: a run can go on with another one from its last good checkpoint, else from the start.'
const needsTwo = 'Training needs at least two, as PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG or PSD.'

/** What a training says, and the data that it is given. */
export const trainingSentences = {
  training: {
    noData: '"{{recipe}}" needs data to train on. Give it by --data.',
    nothingToResume: 'There is no {{path}} to go on from. Train without --resume.',
    runThere: '{{folder}} holds a training run already. Go on with it by --resume, or choose another folder.',
    otherRun:
      '{{path}} is a run of "{{recipe}}" with batch {{batch}} and seed {{seed}}. Resume it with the same, or start anew in another folder.',
    otherData: 'Going on with the data of {{data}}; until here it was {{before}}.',
    unevenPasses:
      'A batch of {{batch}} cannot be taken in {{parts}} equal passes. Choose a number that divides {{batch}}.',
    wholeBatch:
      '{{what}} looks at the whole batch, which cannot be taken in {{parts}} passes. Choose a smaller batch, or a smaller network.',
    noMemory:
      'A step with one example does not fit into memory. Choose a narrower network or smaller pictures, or close other programs.',
    smallerPasses:
      'A batch of {{tried}} does not fit into memory: going on from step {{step}} in {{parts}} passes of {{size}}, with the same result but for batch statistics.',
    stalled:
      'On the pictures held out nothing has become better since step {{step}}. You may stop: the best checkpoint is kept.',
    stalledDrawn:
      'What it draws has come no nearer to your pictures in its finest detail since step {{step}}. You may stop.',
    stoppedStalled: 'It stopped by itself: nothing has become better since step {{step}}.',
    criticWins:
      'The critic tells what was made from what is real nearly always, so little is left to learn from it. More pictures or a lower rate may help.',
    noiseHelps:
      'Noise on what the critic sees would help: begin anew with 0.3 for “Noise” among the settings.',
    drawsAlike:
      'What it draws looks alike: it may have settled on one kind of picture. If samples stay so, begin anew with another aim or another seed.',
    lostOnDevice:
      'The device lost what it held of the training ({{reason}}): going on from step {{step}}, and keeping everything in memory.',
    lossNotFinite: `At step {{step}} '{{report}}' became {{value}}. ${lowerTheRate}`,
    lossAndTensorNotFinite: `At step {{step}} '{{report}}' became {{value}}; the first tensor that is no longer finite is '{{tensor}}'. ${lowerTheRate}`,
    tensorNotFinite: `At step {{step}} the tensor '{{tensor}}' is no longer finite. ${lowerTheRate}`,
    noCheckpoint: '{{file}} is no checkpoint of a training run.',
    newerCheckpoint:
      '{{file}} was written by a newer Ganvas (checkpoint version {{version}}). Update Ganvas to go on with it.',
    damagedCheckpoint: '{{file}} is damaged or cut short: its checksum is wrong.',
    lostState:
      "The checkpoint lacks {{count}} tensors that training carries on, such as '{{tensor}}', as one of another version or with other options does. They start anew: losses may jump, and it may take a while to get back to where it was.",
    lostWeights:
      "Weights that the model lacks start anew, as in a training from nothing: {{count}}, such as '{{tensor}}'.",
    skipped: 'Skipped {{file}}: {{reason}}.',
    otherSize:
      "The tensor '{{tensor}}' is {{shape}}, and the network needs {{wanted}}. Train with the sizes that it was made with.",
    unetSides:
      'A U-Net of depth {{depth}} needs sides that are multiples of {{multiple}}, not {{width}}x{{height}}. Choose a smaller depth or another size.',
    autoencoderSide: 'An autoencoder of {{size}} px cannot be built: its side must be 8, 16, 32, 64, …',
    badNetwork: '{{file}} does not describe a network. Start the run anew from the network itself.',
    dcganSide: 'A DCGAN of {{size}} px cannot be built: its side must be 8, 16, 32, 64, …',
  },
  trainingData: {
    unreadableFolder: 'The data folder {{folder}} cannot be read ({{code}}). {{hint}}',
    checkPath: 'Check the path.',
    belongTogether: 'Pictures that belong together lie in {{folders}}, by equal names.',
    byEqualNames: '{{folders}} by equal names',
    noPicture: `There is no picture in {{where}}. ${needsTwo}`,
    onePicture: `There is one picture only in {{where}}. ${needsTwo}`,
    noPictureLeft: `There is no picture in {{where}} to train on; one in {{heldOut}} is held out. ${needsTwo}`,
    onePictureLeft: `There is one picture only in {{where}} to train on; one in {{heldOut}} is held out. ${needsTwo}`,
    noneUsable: 'None of the {{count}} pictures can be used. The first one, {{file}}: {{reason}}.',
    noneUsableBeside: 'None of the {{count}} pictures beside {{file}} can be used.',
    cropTooLarge:
      'Pictures loaded at {{loadSize}} px cannot be cropped to {{cropSize}} px. Load them larger, or crop less.',
    noClass: '{{folder}} holds no folder: its folders are the classes, and there must be at least two.',
    oneClass:
      '{{folder}} holds one folder only, {{only}}: its folders are the classes, and there must be at least two.',
    captionAlone:
      '{{file}} says something of a picture that is not there. Put the picture beside it as {{stem}}.png or {{stem}}.jpg, or take the text away.',
    nothingSaid:
      'Nothing is said of {{file}}: neither its name nor a text file of that name beside it holds a word.',
    oneCaption:
      'The same is said of every picture in {{folder}}, so nothing can be asked for. Say what tells them apart in their names, or in a text file of its name beside each.',
    noMixture: 'There is no mixture "{{name}}". Choose one of {{known}}.',
  },
} as const
