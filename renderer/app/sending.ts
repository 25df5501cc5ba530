import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { engine } from './connection.ts'

/** Milliseconds that an address is shown at least: an exchange may be over before it can be read. */
const SHOWN = 600

const sending = createStore<{ addresses: readonly string[] }>(() => ({ addresses: [] }))
let watch = 0

/** The servers that something is sent to in this moment. */
export const useSending = (): readonly string[] => useStore(sending, (state) => state.addresses)

/** Follows what the engine sends, until it is lost; begun anew whenever it is there. */
export async function watchSending(): Promise<void> {
  const own = ++watch
  sending.setState({ addresses: [] })
  while (own === watch) {
    const known = [...sending.getState().addresses]
    const found = await engine.call('servers.sending', { known }).catch(() => null)
    if (!found || own !== watch) return
    sending.setState(found)
    if (found.addresses.length > 0) await new Promise((resolve) => setTimeout(resolve, SHOWN))
  }
}
