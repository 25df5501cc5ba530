import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { preventable } from './standIn.ts'
import { cleanUp, loadPage, startShell } from './studio.ts'

afterEach(cleanUp)

describe('dialogs', () => {
  const filters = [{ name: 'Pictures', extensions: ['png', 'jpg'] }]

  it('open files', async () => {
    const { exposed, answers, asked } = await startShell()
    const { shell } = await loadPage(exposed)
    answers.open = { canceled: false, filePaths: ['/a.png', '/b.png'] }
    const { paths } = await shell!.call('dialog.open', { title: 'Open', filters, multiple: true })
    expect(paths).toEqual(['/a.png', '/b.png'])
    expect(asked.dialog[0]).toMatchObject({
      title: 'Open',
      filters,
      properties: ['openFile', 'multiSelections'],
    })
  })

  it('save a file, with a name that cannot leave the folder', async () => {
    const { exposed, answers, asked } = await startShell()
    const { shell } = await loadPage(exposed)
    answers.save = { canceled: false, filePath: '/out/sea.png' }
    const input = { title: 'Export', filters, suggestedName: '../../sea.png', folder: '/out' }
    expect(await shell!.call('dialog.save', input)).toEqual({ path: '/out/sea.png' })
    expect(asked.dialog[0]).toMatchObject({ defaultPath: join('/out', 'sea.png') })
    answers.save = { canceled: true, filePath: '' }
    expect(await shell!.call('dialog.save', input)).toEqual({ path: null })
  })

  it('show a file in its folder', async () => {
    const { exposed, asked } = await startShell()
    const { shell } = await loadPage(exposed)
    await shell!.call('folder.show', { path: '/out/sea.png' })
    expect(asked.shown).toEqual(['/out/sea.png'])
  })
})

describe('closing', () => {
  async function unsavedStudio() {
    const studio = await startShell()
    const page = await loadPage(studio.exposed)
    await page.shell!.call('window.describe', { title: 'Sea', unsaved: true })
    return { ...studio, shell: page.shell! }
  }

  it('asks nothing while everything is saved', async () => {
    const { window, app } = await startShell()
    window.close()
    expect(window.state.destroyed).toBe(true)
    // Once the engine has saved what it was at.
    await expect.poll(() => app.hasQuit).toBe(true)
  })

  it('lets the page ask about unsaved changes, and closes when the page says so', async () => {
    const { window, shell, asked } = await unsavedStudio()
    const requested = shell.call('window.closeRequested', {})
    await shell.call('window.describe', { title: 'Sea', unsaved: true })
    window.close()
    expect(window.state.destroyed).toBe(false)
    await requested
    await shell.call('window.close', {})
    expect(window.state.destroyed).toBe(true)
    expect(asked.messageBoxes).toBe(0)
  })

  it('goes on with quitting after the page has decided', async () => {
    const { app, shell } = await unsavedStudio()
    const requested = shell.call('window.closeRequested', {})
    await shell.call('window.describe', { title: 'Sea', unsaved: true })
    app.quit()
    expect(app.hasQuit).toBe(false)
    await requested
    await shell.call('window.close', {})
    // Once the engine has saved what it was at.
    await expect.poll(() => app.hasQuit).toBe(true)
  })

  it('asks with the system dialog when the page does not listen', async () => {
    const { window, asked, answers } = await unsavedStudio()
    answers.messageBox = 1
    window.close()
    expect(asked.messageBoxes).toBe(1)
    expect(window.state.destroyed).toBe(false)
    answers.messageBox = 0
    window.close()
    expect(window.state.destroyed).toBe(true)
  })
})

describe('files from the system', () => {
  it('reach the page, also those that came before it', async () => {
    const { app, exposed, window } = await startShell({ argv: ['--switch', '/pictures/sky.png'] })
    const event = preventable()
    app.emit('open-file', event, '/pictures/sea.png')
    expect(event.defaultPrevented).toBe(true)
    const { shell } = await loadPage(exposed)
    expect(await shell!.call('window.filesToOpen', {})).toEqual({ paths: [resolve('/pictures/sky.png')] })
    expect(await shell!.call('window.filesToOpen', {})).toEqual({ paths: ['/pictures/sea.png'] })

    const next = shell!.call('window.filesToOpen', {})
    app.emit('second-instance', {}, ['ganvas', '--switch', 'boat.png'], '/pictures')
    expect(await next).toEqual({ paths: [resolve('/pictures/boat.png')] })
    expect(window.state.focused).toBe(1)
  })
})
