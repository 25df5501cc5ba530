/** The system's own store of secrets, where there is one: what it seals, this user alone can open on this machine. */
export interface Vault {
  /** Null where there is no such store. */
  seal(secret: string): Promise<string | null>
  /** Null where there is no such store, or it is not the one that sealed. */
  open(sealed: string): Promise<string | null>
}

export const noVault: Vault = { seal: async () => null, open: async () => null }

/** What the engine asks of the window, whose process alone may use the store, and the window's answer. */
export interface VaultQuestion {
  vault: { id: number; action: 'seal' | 'open'; text: string }
}
export interface VaultAnswer {
  vault: { id: number; text: string | null }
}

interface Port {
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

/** The store of the window that this engine was started by. */
export function vaultBehind(port: Port): Vault {
  const waiting = new Map<number, (text: string | null) => void>()
  let last = 0
  port.on('message', ({ data }) => {
    if (typeof data !== 'object' || data === null || !('vault' in data)) return
    const { id, text } = (data as VaultAnswer).vault
    waiting.get(id)?.(text)
    waiting.delete(id)
  })
  const ask = (action: 'seal' | 'open', text: string): Promise<string | null> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      port.postMessage({ vault: { id, action, text } } satisfies VaultQuestion)
    })
  return { seal: (secret) => ask('seal', secret), open: (sealed) => ask('open', sealed) }
}
