import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** `MessagePortMain`: events carry `data`; messages wait until `start`; `close` is emitted at both ends. */
export class PortMain extends EventEmitter {
  readonly raw: MessagePort

  constructor(raw: MessagePort) {
    super()
    this.raw = raw
    raw.on('close', () => this.emit('close'))
  }

  start() {
    this.raw.on('message', (data) => this.emit('message', { data, ports: [] }))
  }

  postMessage(message: unknown) {
    this.raw.postMessage(message)
  }

  close() {
    this.raw.close()
  }
}

export class MessageChannelMain {
  readonly port1: PortMain
  readonly port2: PortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new PortMain(port1)
    this.port2 = new PortMain(port2)
  }
}

export class UtilityProcess extends EventEmitter {
  readonly modulePath: string
  readonly connections: PortMain[] = []
  /** What it was told beside. */
  readonly told: unknown[] = []
  constructor(modulePath: string) {
    super()
    this.modulePath = modulePath
  }
  postMessage(message: unknown, ports: PortMain[] = []) {
    // What the engine does when it is told so.
    if (message === 'end') return void queueMicrotask(() => this.die(0))
    if (ports.length === 0) return void this.told.push(message)
    this.connections.push(...ports)
    this.emit('connection', ports)
  }
  kill() {
    this.die(0)
    return true
  }
  /** What the system does to it. Its ports close with it. */
  die(code: number) {
    for (const port of this.connections.splice(0)) port.close()
    this.emit('exit', code)
  }
}
