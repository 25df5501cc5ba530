import { CanvasView } from '../canvas/index.ts'

export function App() {
  return <CanvasView />
}
