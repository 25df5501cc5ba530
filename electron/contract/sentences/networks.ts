/** Networks in files, as they are read, differentiated and written. Nodes are named by operator and name. */
export const networkSentences = {
  onnx: {
    unreadable: '{{file}} is no ONNX model, or is cut short ({{said}}). Export the network again.',
    noGraph: '{{file}} holds no graph: it is no ONNX model, or is cut short. Export the network again.',
    ownOperators: '{{file}} defines its own operators ({{names}}). Export it with functions inlined.',
    tooLarge:
      '{{file}} is larger than 2 GB, the most a model can be in one piece. Export it with external data.',
    newerOpset:
      '{{file}} uses ONNX opset {{opset}}; the newest one read is {{newest}}. Export it with opset {{newest}} or older.',
    olderOpset:
      '{{file}} uses ONNX opset {{opset}}; the oldest one read is {{oldest}}. Export it with opset {{oldest}} or newer.',
    inputType:
      "The input '{{name}}' of {{file}} has the ONNX element type {{type}}, which is not supported. Export it with another one.",
    outputType:
      "The output '{{name}}' of {{file}} has the ONNX element type {{type}}, which the runtime cannot hand out. Cast it before it is given.",
    outputMissing: "{{file}} has an output '{{name}}' that nothing makes. Export the network again.",
    valueMissing: "{{node}} of {{file}} uses '{{value}}', which nothing makes. Export the network again.",
    cycle: "{{file}} has a cycle: {{nodes}} need each other's results. Export the network again.",
    operands: '{{node}} of {{file}} does not fit its operands: "{{said}}". Export the network again.',
    weightType:
      "The initialiser '{{name}}' of {{file}} has the ONNX element type {{type}}, which is not supported. Export it with another one.",
    weightEmpty:
      "The initialiser '{{name}}' of {{file}} has no data. Export the model again with its weights.",
    weightLength:
      "The initialiser '{{name}}' of {{file}} holds {{found}} elements, but its shape {{shape}} needs {{needed}}. The file is damaged.",
    weightOutside:
      "The initialiser '{{name}}' of {{file}} points outside the model's folder ('{{location}}'). Put its weights beside the model.",
    weightCutShort:
      "The initialiser '{{name}}' of {{file}} needs bytes {{start}} to {{end}} of '{{location}}', which ends at {{found}}. The file is cut short.",
    weightNotFinite:
      "The weight '{{name}}' of {{file}} holds {{value}} at position {{position}}. The model was damaged in training or in conversion.",
    weightsMissing:
      "{{file}} keeps its weights in '{{location}}', which is not there. Put it beside the model, and open the model by its path.",
    otherShape:
      "{{shape}} does not fit the input '{{name}}' of {{file}}, which is {{dims}}. Give another shape.",
    emptyShape:
      "The input '{{name}}' of {{file}} has the shape {{dims}} with a size that stands for none. Say which sizes to use, as a whole shape for '{{name}}'.",
    openShape:
      "The input '{{name}}' of {{file}} has the dynamic shape {{dims}}. Say which sizes to use, by axis name or as a whole shape for '{{name}}'.",
    weightsTooLarge:
      'The weights take {{size}} MB, and a model in one piece at most 2 GB. Keep them in a file of their own (ganvas export --external).',
  },
  gradient: {
    refused:
      "{{node}} cannot be differentiated: {{reason}}. It lies between '{{loss}}' and a value whose gradient was asked for.",
    unknownOperator: 'its operator is not known',
    unknownAttribute: "its attribute '{{name}}' is of a kind that is not covered",
    unknownType: "the type of its input '{{name}}' is not known",
  },
} as const
