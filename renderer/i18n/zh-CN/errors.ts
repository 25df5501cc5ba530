import type en from '../en/errors.ts'
import type { SameKeys } from '../types.ts'

export default {
  titles: {
    'invalid-input': '数值不符合要求',
    'unreadable-file': '无法读取文件',
    unsupported: '不支持',
    'too-large': '过大',
    'newer-version': '由更新版本的 Ganvas 创建',
    'not-found': '未找到',
    exists: '文件已存在',
    disk: '磁盘拒绝写入',
    cancelled: '已取消',
    'engine-lost': '引擎已停止',
    unavailable: '此处不可用',
    internal: 'Ganvas 出现问题',
  },
  during: '{{action}}：{{title}}',
} satisfies SameKeys<typeof en>
