import { Images, PaintRoller } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { findModels } from '../../app/models.ts'
import { registerTool } from '../../app/tools.ts'
import type { StudioTool } from '../../canvas/index.ts'
import { ClickTool } from '../../canvas/tools/click.ts'
import { chooseUnder } from '../../canvas/tools/picking.ts'
import { currentSession } from '../../document/index.ts'
import { ViewOptions } from '../basic/ViewOptions.tsx'
import { translateMany } from './batch/BatchDialog.tsx'
import { followHintsBrush } from './hints/hints.ts'
import { followDrawing } from './live/follow.ts'
import { compareTranslations } from './preview/compare.ts'
import { presentPictures } from './preview/present.ts'
import { leaveChosenInTime } from './results/choose.ts'
import { forgetWithDocument } from './results/results.ts'
import { runTranslate } from './run.ts'
import { translateSubject } from './subject.ts'
import { TranslatePanel } from './TranslatePanel.tsx'

const tool: StudioTool = {
  id: 'translate',
  title: 'canvas:tool.translate',
  icon: PaintRoller,
  key: 'r',
  group: 'place',
  createMachine: () => new ClickTool('translate', chooseUnder, 'default'),
  Options: ViewOptions,
  panel: { title: 'translate:title', Component: TranslatePanel },
}

const run: Action = {
  id: 'translate.run',
  label: 'translate:run',
  icon: PaintRoller,
  shortcut: '$mod+Shift+Enter',
  menu: 'layer/translate',
  enabled: () => translateSubject(currentSession().data).kind !== 'none',
  async perform() {
    // Without the panel nobody has asked for the models yet.
    await findModels()
    await runTranslate()
  },
}

const many: Action = {
  id: 'translate.many',
  label: 'translate:batch.action',
  icon: Images,
  menu: 'layer/translate',
  async perform() {
    await findModels()
    await translateMany()
  },
}

/** Adds the Translate tool to the studio; called once at start-up. */
export function registerTranslate(): void {
  registerActions([run, many])
  registerTool(tool)
  presentPictures()
  compareTranslations()
  followDrawing()
  followHintsBrush()
  leaveChosenInTime()
  forgetWithDocument()
}
