import { beforeAll, expect, test } from 'vitest'
import { registerStudioActions } from '../app/actions/index.ts'
import { allActions, isEnabled } from '../app/actions/registry.ts'
import { isTranslationKey } from '../i18n/index.ts'
import { registerAdjustments } from '../panels/adjustment/actions.ts'
import { contextSections } from '../panels/layers/contextMenu.ts'
import { registerBasicTools } from '../tools/basic/index.ts'
import { registerBlend } from '../tools/blend/index.ts'
import { registerCutOut } from '../tools/cutout/index.ts'
import { registerModels } from '../tools/models/index.ts'
import { registerTranslate } from '../tools/translate/index.ts'

beforeAll(() => {
  registerStudioActions()
  registerBasicTools()
  registerAdjustments()
  registerCutOut()
  registerBlend()
  registerTranslate()
  registerModels()
})

test('every action of the studio is named, and no two claim the same keys', () => {
  expect(allActions().length).toBeGreaterThan(80)
  for (const { id, label } of allActions()) expect(isTranslationKey(label), id).toBe(true)
})

test('every submenu is named', () => {
  const submenus = allActions().flatMap(({ menu }) => menu?.split('/')[2] ?? [])
  for (const name of submenus) expect(isTranslationKey(`actions:submenus.${name}`), name).toBe(true)
})

test('while nothing is open, nothing that needs a document is enabled', () => {
  const ids = [
    'file.save',
    'file.export',
    'edit.undo',
    'edit.copy',
    'edit.clear',
    'layer.addPaint',
    'select.all',
  ]
  for (const id of ids) expect(isEnabled(allActions().find((action) => action.id === id)!), id).toBe(false)
})

test('the context menu of the layers lists actions that exist', () => {
  expect(contextSections().flatMap(({ entries }) => entries).length).toBeGreaterThan(8)
})
