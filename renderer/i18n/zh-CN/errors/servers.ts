/** A part of `errors`. Servers that compute networks for this machine. */
export const servers = {
  servers: {
    badAddress:
      '“{{address}}”不是服务器地址。请写成 http://127.0.0.1:8000 或 https://machine.example 这样的形式。',
    plain:
      '{{address}} 是另一台机器，经 http:// 传输时，途经的任何人都能读到图像和令牌。请使用 https://，或确认可以经此网络传输。',
    sayPlain: '{{said}}在命令行中用 --plain 确认。',
    unreachable: '无法连接到 {{address}}（{{reason}}）。请检查地址，以及服务器是否在运行。',
    silent: '{{address}} 在 {{seconds}} 秒内没有响应。请检查服务器是否仍在运行。',
    cut: '{{address}} 中断了连接（{{reason}}）。请检查服务器是否仍在运行。',
    busy: '{{address}} 过于繁忙（HTTP {{status}}）。请稍后重试，或为它增加实例。',
    denied: '{{address}} 不接受令牌（HTTP {{status}}）。请重新输入令牌。',
    failed: '{{address}} 出错（HTTP {{status}}）：{{said}}',
    nonsense: '{{address}} 的回答不可能正确：{{what}}。请检查那里运行的是什么。',
    notTheProtocol: '它不支持 Open Inference Protocol (KServe v2)',
    malformed: '其内容前后矛盾（{{detail}}）',
    wrongTensor: '“{{name}}”应为 {{wanted}}，收到的却是 {{found}}',
    missingTensor: '缺少“{{name}}”',
    noNumbers: '“{{name}}”中有不是数字的值',
    elsewhere:
      '{{address}} 要求转到 {{target}}，而图像只会发送到您输入的地址。如果信任另一个地址，请输入它。',
    selfSigned:
      '{{address}} 的证书没有已知机构担保 ({{code}})，未发送任何内容。请选择签发该证书的机构的证书文件，或为服务器换用已知机构的证书。',
    certificate: '{{address}} 的证书无效 ({{code}})，未发送任何内容。请为该地址更新服务器证书。',
    authority: '无法读取证书文件 {{path}} ({{code}})。请选择其他文件。',
    lacks:
      '{{address}} 没有网络“{{network}}”，改在本机计算。可将其导出到那里：ganvas models export --repository DIR',
    other:
      '{{address}} 上名为“{{network}}”的网络与本机安装的不同，因此在本机计算。请重新导出到那里：ganvas models export --repository DIR',
    otherTensors:
      '{{address}} 上网络“{{network}}”的输入或输出不同（{{found}}），因此在本机计算。请重新导出到那里：ganvas models export --repository DIR',
    differs:
      '{{address}} 计算“{{network}}”的结果与本机不同，相差最大数值的 {{difference}}，允许值为 {{limit}}。改在本机计算。',
    away: '{{reason}}在它恢复之前，由本机计算。',
    none: '尚未输入服务器。请在“设置”中输入，或用 --server 指定。',
    tokenUnreadable:
      '{{address}} 的令牌封存在系统的密钥存储中，在此处无法打开：存储已重建，或者它由 Ganvas 窗口封存，而此处不是该窗口。请在“设置”中重新输入，或通过 GANVAS_SERVER_TOKEN 提供。',
    notEntered: '设置中没有服务器 {{address}}。',
    noRepository: '{{folder}} 已存在，但不是模型仓库。请选择空文件夹或新文件夹。',
  },
}
