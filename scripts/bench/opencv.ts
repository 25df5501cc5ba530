import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { ScenePixels } from '../../electron/tools/blend/scene.ts'

/** Reads a scene as raw bytes once, then times one seamlessClone for each line it is sent. */
const peer = `
import sys, time, numpy, cv2
folder, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
raw = lambda name, channels: numpy.fromfile(folder + '/' + name, numpy.uint8).reshape(height, width, channels)
photo, source = raw('photo', 3), numpy.ascontiguousarray(raw('source', 4)[..., :3])
mask = raw('source', 4)[..., 3].copy()
x, y, w, h = cv2.boundingRect(mask)
centre = (x + w // 2, y + h // 2)
print('ready', flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    cv2.seamlessClone(source, photo, mask, centre, cv2.NORMAL_CLONE)
    print(time.perf_counter() - start, flush=True)
`

/** OpenCV's seamlessClone over a scene, in a process of its own; null where python3 has no cv2. */
export class OpenCv {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #reader: Interface
  readonly #folder: string

  static async start(scene: ScenePixels): Promise<OpenCv | null> {
    const opencv = new OpenCv(scene)
    if (await opencv.#next().catch(() => null)) return opencv
    opencv.stop()
    return null
  }

  private constructor({ background, source }: ScenePixels) {
    this.#folder = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
    writeFileSync(join(this.#folder, 'photo'), background.data)
    writeFileSync(join(this.#folder, 'source'), source.data)
    const args = ['-c', peer, this.#folder, String(background.width), String(background.height)]
    this.#process = spawn('python3', args, { stdio: ['pipe', 'pipe', 'ignore'] })
    this.#process.on('error', () => this.#reader.close())
    this.#reader = createInterface({ input: this.#process.stdout! })
    this.#lines = this.#reader[Symbol.asyncIterator]()
  }

  /** Seconds of one run. */
  async time(): Promise<number> {
    this.#process.stdin!.write('again\n')
    return Number(await this.#next())
  }

  stop(): void {
    this.#process.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #next(): Promise<string | null> {
    const { value, done } = await this.#lines.next()
    return done ? null : value
  }
}
