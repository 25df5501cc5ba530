import { parentPort, workerData } from 'node:worker_threads'
import { toPlainError } from '../../contract/errors.ts'
import { KernelMemory } from '../../imaging/memory.ts'
import { Team } from '../../imaging/team.ts'
import { networkView } from '../../tools/blend/anchor.ts'
import { blend } from '../../tools/blend/blend.ts'
import { loadScene, type Scene } from '../../tools/blend/scene.ts'
import type { BlendAnswer, BlendMessage, BlendRequest, ThreadData } from './messages.ts'

/* The coordinating thread of a blend: it holds one scene, and blocks while it computes. */

const { module, memory, threads } = workerData as ThreadData
const team = new Team(module, new KernelMemory(memory), threads - 1)
const start = team.memory.mark()
let scene: Scene | null = null

function answer(request: BlendRequest): BlendAnswer {
  const began = performance.now()
  const done = (answered: Partial<BlendAnswer>): BlendAnswer => ({
    blended: null,
    view: null,
    ...answered,
    milliseconds: performance.now() - began,
  })
  if (request.kind === 'load') {
    scene = null
    team.memory.release(start)
    scene = loadScene(team, request.scene, request.use)
    return done({})
  }
  if (!scene) throw new Error('A blend was asked for before a scene was loaded.')
  if (request.kind === 'view') return done({ view: networkView(team, scene, request.transform) })
  const { transform, settings, correction, whole, draft = false } = request
  const blended = blend(team, scene, transform, settings, {
    correction,
    whole,
    draft,
    onLevel: (levels, total, secondsLeft) => send({ kind: 'level', done: levels, total, secondsLeft }),
    onPreview: (pixels) => send({ kind: 'preview', pixels }, pixels.data),
  })
  return done({ blended })
}

function send(message: BlendMessage, data?: Uint8Array): void {
  parentPort!.postMessage(message, data ? [data.buffer as ArrayBuffer] : [])
}

parentPort!.on('message', (request: BlendRequest) => {
  try {
    const result = answer(request)
    send({ kind: 'done', answer: result }, result.blended?.pixels.data)
  } catch (thrown) {
    send({ kind: 'failed', error: toPlainError(thrown) })
  }
})
