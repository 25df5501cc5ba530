import { app, type Session, type WebContents } from 'electron'
import { isPage, pageUrl } from './pageProtocol.ts'

/** Writing text that the user asked to copy; everything else a page could ask for is refused. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** Refuses, for every page of the program, to leave it, to open windows or to embed pages. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents))
}

function guardPage(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    // The page may load itself again.
    if (!event.isMainFrame || event.url !== pageUrl) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Refuses camera, location, devices and the like, without asking the user. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(permission === ALLOWED_PERMISSION && isPage(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      permission === ALLOWED_PERMISSION && isPage(`${requestingOrigin.replace(/\/$/, '')}/`),
  )
  session.setDevicePermissionHandler(() => false)
}
