import { compareModels } from '../comparison/compareModels.ts'
import { serveOrders } from '../threads/serve.ts'
import type { CompareKind } from './compareThread.ts'

/* ONNX Runtime blocks the thread that it runs on. */

serveOrders<CompareKind>({ compare: (pair) => compareModels(pair) })
