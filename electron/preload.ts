import { contextBridge, ipcRenderer, webUtils } from 'electron'

/*
 * Gives the page its ports and the path of a dropped file; nothing else. A port cannot cross the context
 * bridge, so it travels to the page as a window message.
 */

ipcRenderer.on('ganvas', (event, kind: 'engine' | 'shell' | 'engine-lost') => {
  window.postMessage({ ganvas: kind }, location.origin, event.ports)
})

contextBridge.exposeInMainWorld('ganvasDesktop', {
  connect: () => ipcRenderer.send('ganvas'),
  pathOf: (file: File) => webUtils.getPathForFile(file),
})
