import { protocol } from 'electron'
import { readPageFile } from './pageFiles.ts'
import { securityHeaders } from './policy.ts'

const SCHEME = 'app'

/** Where the page lives. The scheme gives it an origin of its own, which `file:` pages lack. */
export const pageUrl = `${SCHEME}://ganvas/`

/** Whether an address is the page's own. */
export function isPage(url: string): boolean {
  return url.startsWith(pageUrl)
}

/** Must be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page at {@link pageUrl}, and nothing else. */
export function servePage(folder: string): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { pathname } = new URL(url)
    const file = isPage(url) && method === 'GET' ? await readPageFile(folder, pathname) : null
    if (!file) return new Response(null, { status: 404, headers: securityHeaders() })
    return new Response(file.body, { headers: { ...securityHeaders(), 'Content-Type': file.type } })
  })
}
