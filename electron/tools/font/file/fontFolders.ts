import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the system keeps fonts. */
export function fontFolders(platform = process.platform, env = process.env, home = homedir()): string[] {
  if (platform === 'win32')
    return [
      join(env.WINDIR ?? 'C:\\Windows', 'Fonts'),
      ...(env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, 'Microsoft', 'Windows', 'Fonts')] : []),
    ]
  if (platform === 'darwin')
    return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')]
  const shared = (env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':')
  const own = env.XDG_DATA_HOME || join(home, '.local', 'share')
  return [...[...shared, own].map((folder) => join(folder, 'fonts')), join(home, '.fonts')]
}
