import { workerData } from 'node:worker_threads'
import { help } from '../../imaging/team.ts'
import type { ThreadData } from './blendMessages.ts'

/* A thread that takes its share of each task of a computation, until it is terminated. */

const { module, memory, index } = workerData as ThreadData
help(module, memory, index)
