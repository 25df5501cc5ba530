import { workerData } from 'node:worker_threads'
import { KernelMemory } from '../../imaging/memory.ts'
import { Team } from '../../imaging/team.ts'
import { networkView } from '../../tools/blend/anchor.ts'
import { blend } from '../../tools/blend/blend.ts'
import { harmonyStatistics } from '../../tools/blend/harmonize.ts'
import { loadScene, type Scene } from '../../tools/blend/scene.ts'
import { serveOrders } from '../threads/serve.ts'
import type { BlendKind, ThreadData } from './blendMessages.ts'

/* The coordinating thread of a blend: it holds one scene, and blocks while it computes. */

const { module, memory, threads } = workerData as ThreadData
const team = new Team(module, new KernelMemory(memory), threads - 1)
const start = team.memory.mark()
let scene: Scene | null = null

function loaded(): Scene {
  if (!scene) throw new Error('A blend was asked for before a scene was loaded.')
  return scene
}

const { tell } = serveOrders<BlendKind>({
  load(input) {
    scene = null
    team.memory.release(start)
    scene = loadScene(team, input.scene, input.use)
    return null
  },

  view: ({ transform }) => networkView(team, loaded(), transform),

  statistics: ({ transform }) => harmonyStatistics(team, loaded(), transform),

  blend: ({ transform, settings, guess, whole, draft = false }) =>
    blend(team, loaded(), transform, settings, {
      ...guess,
      whole,
      draft,
      onLevel: (done, total, secondsLeft) => tell({ kind: 'level', done, total, secondsLeft }),
      onPreview: (pixels) => tell({ kind: 'preview', pixels }),
    }),
})
