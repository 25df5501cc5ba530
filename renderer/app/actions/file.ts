import { Download, FilePlus, FolderOpen, ImagePlus, Save, Settings } from 'lucide-react'
import { currentSession } from '../../document/index.ts'
import { shell } from '../connection.ts'
import { openSettings } from '../dialogs/settings.tsx'
import { closeAll, closeDocument } from '../files/close.ts'
import { exportAgain, exportDocument } from '../files/export.tsx'
import { newDocument } from '../files/NewDialog.tsx'
import { chooseAndOpen, chooseAndPlace } from '../files/open.ts'
import { chooseRecent } from '../files/recent.tsx'
import { openSample } from '../files/sample.ts'
import { save, saveAs } from '../files/save.ts'
import { isOpen } from '../opened.ts'
import { settings } from '../settings.ts'
import type { Action } from './action.ts'

export const fileActions: Action[] = [
  {
    id: 'file.new',
    label: 'actions:file.new',
    icon: FilePlus,
    // Browsers keep Control+N to themselves.
    shortcut: shell ? '$mod+N' : '$mod+Alt+N',
    menu: 'file/open',
    perform: newDocument,
  },
  {
    id: 'file.open',
    label: 'actions:file.open',
    icon: FolderOpen,
    shortcut: '$mod+O',
    menu: 'file/open',
    perform: chooseAndOpen,
  },
  {
    id: 'file.openRecent',
    label: 'actions:file.openRecent',
    menu: 'file/open',
    enabled: () => settings.getState().recentFiles.length > 0,
    perform: chooseRecent,
  },
  {
    id: 'file.sample',
    label: 'actions:file.sample',
    menu: 'file/open',
    perform: openSample,
  },
  {
    id: 'file.place',
    label: 'actions:file.place',
    icon: ImagePlus,
    shortcut: '$mod+Shift+O',
    menu: 'file/place',
    enabled: isOpen,
    perform: chooseAndPlace,
  },
  {
    id: 'file.save',
    label: 'actions:file.save',
    icon: Save,
    shortcut: '$mod+S',
    menu: 'file/save',
    enabled: isOpen,
    perform: async () => void (await save(currentSession())),
  },
  {
    id: 'file.saveAs',
    label: 'actions:file.saveAs',
    shortcut: '$mod+Shift+S',
    menu: 'file/save',
    enabled: isOpen,
    perform: async () => void (await saveAs(currentSession())),
  },
  {
    id: 'file.export',
    label: 'actions:file.export',
    icon: Download,
    shortcut: '$mod+E',
    alternatives: ['$mod+Shift+E'],
    menu: 'file/save',
    enabled: isOpen,
    perform: exportDocument,
  },
  {
    id: 'file.exportAgain',
    label: 'actions:file.exportAgain',
    shortcut: '$mod+Alt+Shift+E',
    menu: 'file/save',
    enabled: isOpen,
    perform: exportAgain,
  },
  {
    id: 'file.settings',
    label: 'actions:file.settings',
    icon: Settings,
    shortcut: '$mod+,',
    menu: 'file/settings',
    perform: openSettings,
  },
  {
    id: 'file.close',
    label: 'actions:file.close',
    shortcut: shell ? '$mod+W' : '$mod+Alt+W',
    menu: 'file/close',
    enabled: isOpen,
    perform: () => closeDocument(currentSession()),
  },
  {
    id: 'file.closeAll',
    label: 'actions:file.closeAll',
    shortcut: shell ? '$mod+Shift+W' : '$mod+Alt+Shift+W',
    menu: 'file/close',
    enabled: isOpen,
    perform: async () => void (await closeAll()),
  },
]
