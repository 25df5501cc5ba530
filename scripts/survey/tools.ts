/** A reference of the survey whose system is a tool of the editor, or which another page measures. */
export interface ToolReference {
  reference: string
  claim: string
  command: string
  /** Where its figures are, in markdown, as seen from docs/. */
  figures: string
}

const objectives = '[objectives.md](objectives.md): modes and distances on mixtures, ten seeds'
const card = (model: string) => `[card of ${model}](../models/${model}/CARD.md)`

export const tools: readonly ToolReference[] = [
  {
    reference: 'Goodfellow et al. 2014, GAN',
    claim: 'a generator and a critic that play against each other learn a distribution',
    command: 'ganvas train toy --objective non-saturating',
    figures: objectives,
  },
  {
    reference: 'Radford et al. 2016, DCGAN',
    claim: 'with convolutions and batch normalisation it learns pictures',
    command: 'ganvas train dcgan',
    figures: 'the baseline of the rows of LAPGAN and MRGAN',
  },
  {
    reference: 'Arjovsky et al. 2017, Wasserstein GAN',
    claim: 'the game by distance covers modes; its example is the row `transport`',
    command: 'ganvas train toy --objective wasserstein-clip',
    figures: objectives,
  },
  {
    reference: 'Gulrajani et al. 2017, WGAN-GP',
    claim: 'a gradient penalty in place of clipping learns faster and better',
    command: 'ganvas train toy --objective wasserstein-gp',
    figures: objectives,
  },
  {
    reference: 'Zhu et al. 2016, iGAN',
    claim: 'a few strokes find pictures on what a generator has learned',
    command: 'node scripts/run.mjs scripts/models/sketch/measure.ts',
    figures: card('sketch-clothes-64'),
  },
  {
    reference: 'Isola et al. 2017, pix2pix',
    claim: 'a critic of input and result makes translations sharp',
    command: 'node scripts/run.mjs scripts/models/translate/measure.ts',
    figures: `${card('translate-gray-color-128')}, with and without the critic`,
  },
  {
    reference: 'Zhu et al. 2017, CycleGAN',
    claim: 'a way back takes the place of pairs',
    command: 'node scripts/run.mjs scripts/models/translate/measureStyle.ts',
    figures: card('style-photo-monet-128'),
  },
  {
    reference: 'Wu et al. 2019, GP-GAN',
    claim: 'a network gives the colours and a Poisson equation the detail',
    command: 'node scripts/run.mjs scripts/models/blend/measure.ts',
    figures: '[blending.md](blending.md)',
  },
  {
    reference: 'Tian 2017, zi2zi',
    claim: 'one network redraws Han characters in many styles',
    command: 'node scripts/run.mjs scripts/models/font/measure.ts',
    figures: card('font-han-128'),
  },
]
