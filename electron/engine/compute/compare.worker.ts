import { compareModels } from '../comparison/compareModels.ts'
import type { CompareKind } from '../comparison/compareThread.ts'
import { serveOrders } from '../threads/serve.ts'

/* ONNX Runtime blocks the thread that it runs on. */

serveOrders<CompareKind>({ compare: (pair) => compareModels(pair) })
