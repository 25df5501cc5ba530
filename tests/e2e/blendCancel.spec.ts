import { busyThreads } from './support/busyThreads.ts'
import { openLastingBlend } from './support/lastingBlend.ts'
import { engineOf } from './support/shell.ts'
import { expect, type Studio, test } from './support/studio.ts'

const panelOf = ({ page }: Studio) => page.getByRole('tabpanel', { name: 'Blend' })

test('cancel in the middle of a 12-megapixel blend stops the work and changes nothing', async ({
  studio,
  shell,
}) => {
  const { page } = studio
  const before = await openLastingBlend(studio, (x, y) => [200, x % 256, y % 256])
  await panelOf(studio).getByRole('switch', { name: 'Live preview' }).click()
  await panelOf(studio).getByRole('button', { name: 'Blend', exact: true }).click()
  const status = page.getByRole('status')
  await expect(status.getByText('Blending “kite”')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel “Blending “kite””' }).click()
  await expect(status.getByText('Blending “kite”')).toBeHidden()

  await test.step('the engine rests', async () => {
    if (process.platform !== 'linux') return
    const engine = engineOf(shell)
    // The work would keep a thread busy for as long as it lasts.
    await expect
      .poll(async () => {
        let busy = 0
        for (let look = 0; look < 20; look++) {
          busy += Math.min(1, busyThreads(engine))
          await page.waitForTimeout(20)
        }
        return busy
      })
      .toBeLessThanOrEqual(2)
  })
  await studio.expectLayers('kite', 'field')
  expect(await studio.history()).toEqual(before)
  await expect(studio.message(/./)).toHaveCount(0)
  await expect(panelOf(studio).getByRole('button', { name: 'Blend', exact: true })).toBeEnabled()
})
