import { Type } from 'lucide-react'
import type { Action } from '../../app/actions/action.ts'
import { registerActions } from '../../app/actions/registry.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { pickFiles } from '../../app/files/pick.ts'
import { activeLayer, hasUnlockedLayers, selectedLayers } from '../../app/openState.ts'
import { registerTool } from '../../app/tools.ts'
import { onLayerOpened, type StudioTool } from '../../canvas/index.ts'
import { currentSession, rasterizeTexts } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { editText, restyle } from './editing.ts'
import { loadFonts } from './look.ts'
import { watchLostFonts } from './lost.ts'
import { TextMachine } from './machine.ts'
import { TextOptions } from './TextOptions.tsx'
import { TextOverlay } from './TextOverlay.tsx'
import { takeUpAt } from './takeUp.ts'

const tool: StudioTool = {
  id: 'text',
  title: 'canvas:tool.text',
  icon: Type,
  key: 't',
  group: 'paint',
  createMachine: () => new TextMachine(),
  Options: TextOptions,
  Overlay: TextOverlay,
}

const isText = () => activeLayer()?.kind === 'text'

async function addFont(): Promise<void> {
  const [file] = await pickFiles(t('text:add'), false, {
    name: t('text:addKind'),
    extensions: ['ttf', 'otf', 'ttc', 'otc', 'woff', 'woff2'],
  })
  if (!file) return
  try {
    const { fonts } = await engine.call('text.addFont', { file: await file.source() })
    await loadFonts()
    const [font] = fonts
    if (!font) return
    restyle({ font }, true)
    showToast({ tone: 'success', title: t('text:added', { name: font.family }) })
  } catch (thrown) {
    reportError(thrown, 'text:adding')
  }
}

const actions: Action[] = [
  {
    id: 'layer.textEdit',
    label: 'actions:layer.textEdit',
    icon: Type,
    shortcut: 'Shift+T',
    menu: 'layer/group/text',
    enabled: () => isText() && hasUnlockedLayers(),
    perform: () => {
      const layer = activeLayer()
      if (layer) editText(layer.id)
    },
  },
  {
    id: 'layer.textRasterize',
    label: 'actions:layer.textRasterize',
    shortcut: '$mod+Alt+P',
    menu: 'layer/group/text',
    enabled: () => {
      const { layers } = currentSession().data
      return hasUnlockedLayers() && selectedLayers().some((id) => layers[id]?.kind === 'text')
    },
    perform: () => rasterizeTexts(currentSession(), selectedLayers()),
  },
  { id: 'text.addFont', label: 'text:add', menu: 'layer/group/text', perform: addFont },
]

/** Adds text layers to the studio; called once at start-up. */
export function registerText(): void {
  registerActions(actions)
  registerTool(tool)
  onLayerOpened((id, point) => {
    takeUpAt(id, point).catch((thrown) => reportError(thrown, 'text:setting'))
  })
  watchLostFonts()
}
