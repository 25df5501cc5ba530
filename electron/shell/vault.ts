import { safeStorage, type UtilityProcess } from 'electron'
import type { VaultAnswer, VaultQuestion } from '../engine/serving/vault.ts'

/** Seals secrets for the engine by the system's store, which this process alone may use. */
export function serveVault(engine: UtilityProcess): void {
  engine.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('vault' in message)) return
    const { id, action, text } = (message as VaultQuestion).vault
    const answer = isSafe() ? (action === 'seal' ? seal(text) : open(text)) : null
    engine.postMessage({ vault: { id, text: answer } } satisfies VaultAnswer)
  })
}

/** Without a store of secrets, Chromium on Linux hides text behind a password that everybody knows. */
const isSafe = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')

function seal(secret: string): string | null {
  try {
    return safeStorage.encryptString(secret).toString('base64')
  } catch {
    // A keyring that nobody unlocks is no store.
    return null
  }
}

function open(sealed: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
  } catch {
    // Sealed by another user, or before the store was made anew.
    return null
  }
}
