/** Servers that compute networks for this machine. */
export const serverSentences = {
  servers: {
    badAddress:
      '"{{address}}" is no address of a server. Write it like http://127.0.0.1:8000 or https://machine.example.',
    plain:
      '{{address}} is another machine, and over http:// everybody on the way can read the pictures and the token. Use https://, or confirm that this network may carry them.',
    sayPlain: '{{said}} On the command line, --plain confirms it.',
    unreachable:
      '{{address}} cannot be reached ({{reason}}). Check the address, and whether the server runs.',
    silent: '{{address}} gave no answer in {{seconds}} seconds. Check whether the server still runs.',
    cut: '{{address}} broke off ({{reason}}). Check whether the server still runs.',
    busy: '{{address}} has too much to do (HTTP {{status}}). Try again later, or give it more instances.',
    denied: '{{address}} refuses the token (HTTP {{status}}). Enter its token anew.',
    failed: '{{address}} failed (HTTP {{status}}): {{said}}',
    nonsense: '{{address}} answered what cannot be right: {{what}}. Check what runs there.',
    notTheProtocol: 'it does not speak the Open Inference Protocol (KServe v2)',
    malformed: 'its bytes and its words do not agree ({{detail}})',
    wrongTensor: '"{{name}}" came as {{found}} where {{wanted}} was due',
    missingTensor: '"{{name}}" is missing',
    noNumbers: '"{{name}}" holds what is no number',
    elsewhere:
      '{{address}} sends on to {{target}}, and pictures go nowhere but to the address that was entered. Enter that other address if you trust it.',
    selfSigned:
      '{{address}} shows a certificate that no known authority vouches for ({{code}}); nothing was sent. Enter the file of the authority that issued it, or give the server a certificate of a known one.',
    certificate:
      '{{address}} shows a certificate that does not hold ({{code}}); nothing was sent. Have the server’s certificate renewed for this address.',
    authority: 'The certificate file {{path}} cannot be read ({{code}}). Choose another one.',
    lacks:
      '{{address}} lacks the network "{{network}}", which is computed here. Export it there: ganvas models export --repository DIR',
    other:
      '{{address}} has another network by the name "{{network}}" than is installed here, so it is computed here. Export it there anew: ganvas models export --repository DIR',
    otherTensors:
      '{{address}} has a network "{{network}}" of other inputs or outputs ({{found}}), so it is computed here. Export it there anew: ganvas models export --repository DIR',
    differs:
      '{{address}} computes "{{network}}" otherwise than this machine, by {{difference}} of the largest number where {{limit}} is allowed. It is computed here.',
    away: '{{reason}} Until it is back, this machine computes.',
    none: 'No server has been entered. Enter one under Settings, or name it by --server.',
    tokenUnreadable:
      'The token of {{address}} lies sealed in the system’s store, and cannot be opened here: the store was made anew, or it was sealed by the window of Ganvas and this is not the window. Enter it anew under Settings, or give it in GANVAS_SERVER_TOKEN.',
    notEntered: 'There is no server {{address}} in the settings.',
    noRepository: '{{folder}} is there and is no repository of models. Choose an empty folder, or a new one.',
  },
} as const
