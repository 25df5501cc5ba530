import { mkdirSync } from 'node:fs'
import { type EngineContract, engineContract } from '../contract/engine.ts'
import { type Handlers, serve } from '../contract/server.ts'
import { createAppHandlers } from './app.ts'
import { acceptConnections } from './host.ts'
import { dataFolder } from './paths.ts'

const folder = dataFolder()
mkdirSync(folder, { recursive: true })

const handlers = { ...createAppHandlers({ dataFolder: folder }) } as Handlers<EngineContract>

acceptConnections((wire) => serve(engineContract, handlers, wire))
