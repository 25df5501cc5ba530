import { Graph } from '../graph.ts'
import type { Operator } from '../operator.ts'
import { abs } from './abs.ts'
import { add } from './add.ts'
import { and } from './and.ts'
import { atan } from './atan.ts'
import { averagePool } from './averagePool.ts'
import { batchNormalization } from './batchNormalization.ts'
import { cast } from './cast.ts'
import { ceil } from './ceil.ts'
import { celu } from './celu.ts'
import { clip } from './clip.ts'
import { concat } from './concat.ts'
import { constant } from './constant.ts'
import { constantOfShape } from './constantOfShape.ts'
import { conv } from './conv.ts'
import { convTranspose } from './convTranspose.ts'
import { cos } from './cos.ts'
import { cumSum } from './cumSum.ts'
import { depthToSpace } from './depthToSpace.ts'
import { div } from './div.ts'
import { dropout } from './dropout.ts'
import { einsum } from './einsum.ts'
import { elu } from './elu.ts'
import { equal } from './equal.ts'
import { erf } from './erf.ts'
import { exp } from './exp.ts'
import { expand } from './expand.ts'
import { flatten } from './flatten.ts'
import { floor } from './floor.ts'
import { gather } from './gather.ts'
import { gatherElements } from './gatherElements.ts'
import { gatherND } from './gatherND.ts'
import { gelu } from './gelu.ts'
import { gemm } from './gemm.ts'
import { globalAveragePool } from './globalAveragePool.ts'
import { globalMaxPool } from './globalMaxPool.ts'
import { greater } from './greater.ts'
import { greaterOrEqual } from './greaterOrEqual.ts'
import { gridSample } from './gridSample.ts'
import { groupNormalization } from './groupNormalization.ts'
import { hardSigmoid } from './hardSigmoid.ts'
import { hardSwish } from './hardSwish.ts'
import { identity } from './identity.ts'
import { instanceNormalization } from './instanceNormalization.ts'
import { layerNormalization } from './layerNormalization.ts'
import { leakyRelu } from './leakyRelu.ts'
import { less } from './less.ts'
import { lessOrEqual } from './lessOrEqual.ts'
import { log } from './log.ts'
import { logSoftmax } from './logSoftmax.ts'
import { matMul } from './matMul.ts'
import { max } from './max.ts'
import { maxPool } from './maxPool.ts'
import { min } from './min.ts'
import { mish } from './mish.ts'
import { mod } from './mod.ts'
import { mul } from './mul.ts'
import { neg } from './neg.ts'
import { not } from './not.ts'
import { oneHot } from './oneHot.ts'
import { or } from './or.ts'
import { pad } from './pad.ts'
import { pow } from './pow.ts'
import { pRelu } from './pRelu.ts'
import { range } from './range.ts'
import { reciprocal } from './reciprocal.ts'
import { reduceL1 } from './reduceL1.ts'
import { reduceL2 } from './reduceL2.ts'
import { reduceLogSumExp } from './reduceLogSumExp.ts'
import { reduceMax } from './reduceMax.ts'
import { reduceMean } from './reduceMean.ts'
import { reduceMin } from './reduceMin.ts'
import { reduceProd } from './reduceProd.ts'
import { reduceSum } from './reduceSum.ts'
import { reduceSumSquare } from './reduceSumSquare.ts'
import { relu } from './relu.ts'
import { reshape } from './reshape.ts'
import { resize } from './resize.ts'
import { rmsNormalization } from './rmsNormalization.ts'
import { scatterElements } from './scatterElements.ts'
import { selu } from './selu.ts'
import { shape } from './shape.ts'
import { sigmoid } from './sigmoid.ts'
import { sign } from './sign.ts'
import { sin } from './sin.ts'
import { slice } from './slice.ts'
import { softmax } from './softmax.ts'
import { softplus } from './softplus.ts'
import { spaceToDepth } from './spaceToDepth.ts'
import { split } from './split.ts'
import { sqrt } from './sqrt.ts'
import { squeeze } from './squeeze.ts'
import { sub } from './sub.ts'
import { tanh } from './tanh.ts'
import { tile } from './tile.ts'
import { topK } from './topK.ts'
import { transpose } from './transpose.ts'
import { trilu } from './trilu.ts'
import { unsqueeze } from './unsqueeze.ts'
import { where } from './where.ts'
import { xor } from './xor.ts'

/** Every operator we know, by its ONNX name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [
    abs,
    add,
    and,
    atan,
    averagePool,
    batchNormalization,
    cast,
    ceil,
    celu,
    clip,
    concat,
    constant,
    constantOfShape,
    conv,
    convTranspose,
    cos,
    cumSum,
    depthToSpace,
    div,
    dropout,
    einsum,
    elu,
    equal,
    erf,
    exp,
    expand,
    flatten,
    floor,
    gather,
    gatherElements,
    gatherND,
    gelu,
    gemm,
    globalAveragePool,
    globalMaxPool,
    greater,
    greaterOrEqual,
    gridSample,
    groupNormalization,
    hardSigmoid,
    hardSwish,
    identity,
    instanceNormalization,
    layerNormalization,
    leakyRelu,
    less,
    lessOrEqual,
    log,
    logSoftmax,
    matMul,
    max,
    maxPool,
    min,
    mish,
    mod,
    mul,
    neg,
    not,
    oneHot,
    or,
    pad,
    pow,
    pRelu,
    range,
    reciprocal,
    reduceL1,
    reduceL2,
    reduceLogSumExp,
    reduceMax,
    reduceMean,
    reduceMin,
    reduceProd,
    reduceSum,
    reduceSumSquare,
    relu,
    reshape,
    resize,
    rmsNormalization,
    scatterElements,
    selu,
    shape,
    sigmoid,
    sign,
    sin,
    slice,
    softmax,
    softplus,
    spaceToDepth,
    split,
    sqrt,
    squeeze,
    sub,
    tanh,
    tile,
    topK,
    transpose,
    trilu,
    unsqueeze,
    where,
    xor,
  ].map((operator) => [operator.name, operator]),
)

/** An empty graph that knows all operators. */
export const newGraph = (): Graph => new Graph(operators)
