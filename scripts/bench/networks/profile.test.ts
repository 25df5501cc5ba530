import { expect, test } from 'vitest'
import { type ProfileEvent, shares } from './profile.ts'

const kernel = (operator: string, dur: number): ProfileEvent => ({
  cat: 'Node',
  name: `a_${operator}_kernel_time`,
  dur,
  args: { op_name: operator },
})

test('time is added up by operator, in percent of all kernels, largest first', () => {
  const events = [
    { cat: 'Session', name: 'model_run', dur: 5000 },
    kernel('Add', 30),
    kernel('Conv', 100),
    { ...kernel('Conv', 999), name: 'a_Conv_fence_before' },
    kernel('Conv', 70),
  ]
  const found = shares(events)
  expect(found).toEqual({ Conv: 85, Add: 15 })
  expect(Object.keys(found)).toEqual(['Conv', 'Add'])
})

test('gradients and updates are told apart from the rest', () => {
  const named = (name: string): ProfileEvent => ({ ...kernel('Mul', 1), name: `${name}_kernel_time` })
  expect(
    shares([named('loss_grad/y/Mul'), named('critic/update/Mul'), named('Mul'), named('b/Mul')]),
  ).toEqual({
    Mul: 50,
    'Mul of gradients': 25,
    'Mul of updates': 25,
  })
})

test('only the eight that take most are told', () => {
  const found = shares(Array.from({ length: 12 }, (_, k) => kernel(`Op${k}`, k + 1)))
  expect(Object.keys(found)).toHaveLength(8)
  expect(found.Op11).toBe(15.4)
})
