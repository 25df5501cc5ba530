import { expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { Given } from '../given/given.ts'
import { adam } from '../optimisers/adam.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { randomFeaturesFile } from '../testing/randomFeatures.fixture.ts'
import { waves } from '../testing/waves.fixture.ts'
import { FEATURE_CRITIC, FeatureCritic } from './featureCritic.ts'

const shape = [2, 3, 16, 16]

test('a critic of features learns to tell stripes from a plain ground, and says so to who makes them', async () => {
  const given = await Given.open('features', randomFeaturesFile(), ['near', 'far'], shape.slice(1))
  const critic = new FeatureCritic((step, pictures) => given.in(step, pictures), 3)
  const step = new StepBuilder()
  const [real, made] = ['real', 'made'].map((name) => step.input(name, shape))
  step.minimise(FEATURE_CRITIC, critic.own(step, real!, made!), {
    optimiser: adam({ beta1: 0.5 }),
    rate: () => 0.01,
  })
  step.report('weighted', critic.loss(step, made!))
  const program = compileStep(step)
  expect(program.written.filter((name) => !name.startsWith('featureCritic/head'))).toEqual([])
  const trainer = new Trainer({ seed: 2, total: 60, open: openOnProcessor() })
  await trainer.load('step', program)
  const batch = { real: waves(shape, 1.6), made: new Float32Array(2 * 3 * 256).fill(0.3) }
  const losses: Record<string, number>[] = []
  for (; trainer.position.step < 60; trainer.position.step++) losses.push(await trainer.run('step', batch))
  await trainer.release()
  expect(losses.at(-1)!.featureCritic).toBeLessThan(losses[0]!.featureCritic! - 0.8)
  const { featureGenerator, weighted } = losses.at(-1)!
  expect(featureGenerator).toBeGreaterThan(0)
  expect(weighted).toBeCloseTo(3 * featureGenerator!, 4)
})
