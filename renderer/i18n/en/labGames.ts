/** A part of the namespace `lab`: the games that a training can play, by what a person wants of them. */
const games = {
  game: {
    unpaired: 'What is to change',
    drawn: 'What matters most',
    measuring: 'Looking at what the two kinds have in common…',
    recommended: 'Recommended',
    cyclegan: 'Colours and textures',
    cycleganAbout: 'Shapes stay about where they are: photos to paintings, summer to winter.',
    discogan: 'Shapes',
    discoganAbout: 'What belongs together looks different: bags to shoes, faces to masks. Small pictures.',
    dualgan: 'All but the contours',
    dualganAbout: 'Lines stay exactly where they are: drawings to pictures, maps to photos.',
    dcgan: 'Lively pictures',
    dcganAbout:
      'A good start, with few pictures too: they are shown moved and recoloured, so that none is learned by heart.',
    mrgan: 'Covers everything',
    mrganAbout: 'No kind of picture is left out, and Sketch finds at once where a photo of yours begins.',
    ebgan: 'Steady',
    ebganAbout: 'Judges by how well a picture can be given back. Seldom falls apart; pictures are softer.',
    began: 'Quality or variety',
    beganAbout: 'A setting chooses between the best single pictures and pictures that differ more.',
    paper: {
      cyclegan: 'CycleGAN, Zhu et al. 2017',
      discogan: 'DiscoGAN, Kim et al. 2017',
      dualgan: 'DualGAN, Yi et al. 2017',
      dcgan: 'DCGAN, Radford et al. 2016',
      mrgan: 'Mode regularised GAN, Che et al. 2017',
      ebgan: 'EBGAN, Zhao et al. 2017',
      began: 'BEGAN, Berthelot et al. 2017',
    },
  },
} as const
export default games
