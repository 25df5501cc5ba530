import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { registerStudioActions } from './app/actions/index.ts'
import { prepare, start } from './app/start.ts'
import { followDocuments } from './canvas/index.ts'
import { App } from './frame/App.tsx'
import { registerAdjustments } from './panels/adjustment/actions.ts'
import { registerBasicTools } from './tools/basic/index.ts'
import { registerBlend } from './tools/blend/index.ts'
import { registerCutOut } from './tools/cutout/index.ts'
import { registerFont } from './tools/font/index.tsx'
import { registerLab } from './tools/lab/index.tsx'
import { registerModels } from './tools/models/index.ts'
import { registerRetouch } from './tools/retouch/index.ts'
import { registerSketch } from './tools/sketch/index.ts'
import { registerText } from './tools/text/index.ts'
import { registerTranslate } from './tools/translate/index.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')

// First of all that follows the document in front: what else shows something of it finds the canvas ready.
followDocuments()
registerStudioActions()
registerBasicTools()
registerRetouch()
registerAdjustments()
registerCutOut()
registerBlend()
registerTranslate()
registerText()
registerSketch()
registerLab()
registerFont()
registerModels()
await prepare()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
await start()
