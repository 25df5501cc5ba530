"""Writes files of opset 9 and 10 with what these opsets spell otherwise than ours does.

    python3 scripts/golden/older.py FOLDER      (needs onnx 1.23.2)

opset<N>.onnx has each operator on its own input; opset<N>-behind.onnx has all of them behind an operator that Ganvas
does not know, which hides the shapes.
"""

import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


def model(opset, behind):
    nodes, outputs, initialisers = [], [], []

    def constant(name, values):
        initialisers.append(numpy_helper.from_array(numpy.asarray(values), name))
        return name

    def add(operator, inputs, name, *more, **attributes):
        nodes.append(helper.make_node(operator, inputs, [name, *more], name=name, **attributes))
        outputs.append(name)
        return name

    x = "x"
    if behind:
        nodes.append(helper.make_node("LpPool", ["x"], ["boxed"], kernel_shape=[1, 1], p=1))
        x = "boxed"
    floats = lambda *values: numpy.array(values, numpy.float32)
    wholes = lambda *values: numpy.array(values, numpy.int64)
    if opset < 10:
        add("Slice", [x], "slice", starts=[1, 0], ends=[3, -1], axes=[1, 3])
        add("Slice", [x], "slice_first", starts=[0, 1], ends=[1, 9])
        add("TopK", [x], "top", "top_at", axis=3, k=2)
        add("Upsample", [x, constant("twice", floats(1, 1, 2, 3))], "nearest", mode="nearest")
        add("Upsample", [x, "twice"], "linear", mode="linear")
    else:
        slices = [constant(f"s{k}", wholes(*v)) for k, v in enumerate([(1, 3), (3, 0), (1, 3), (1, -2)])]
        add("Slice", [x, *slices], "slice")
        add("TopK", [x, constant("two", wholes(2))], "top", "top_at", axis=3)
        add("Resize", [x, constant("twice", floats(1, 1, 2, 3))], "nearest", mode="nearest")
        add("Resize", [x, constant("half", floats(1, 1, 0.5, 1.5))], "nearest_down", mode="nearest")
        add("Resize", [x, "twice"], "linear", mode="linear")
        add("MaxPool", [x], "pool", kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1)
    add("Clip", [x], "clip", min=-0.5, max=0.75)
    add("Clip", [x], "clip_low", min=0.1)
    add("Clip", [x], "clip_high", max=0.2)
    add("Clip", [x], "clip_none")
    add("Pad", [x], "pad", pads=[0, 0, 1, 2, 0, 0, 0, 1], value=0.5)
    add("Pad", [x], "pad_mirror", pads=[0, 0, 1, 2, 0, 0, 2, 1], mode="reflect")
    add("Dropout", [x], "dropout", ratio=0.7)
    statistics = [constant(f"n{k}", floats(*v)) for k, v in enumerate([(1, 2, 3), (0.1, 0.2, 0.3), (0, 1, 0), (1, 2, 3)])]
    add("BatchNormalization", [x, *statistics], "norm", epsilon=1e-3)
    at = constant("at", numpy.array([[[[3, 1, 0, 2]]] * 1] * 1, numpy.int64))
    add("Scatter", [x, at, constant("put", numpy.arange(4, dtype=numpy.float32).reshape(1, 1, 1, 4))], "scatter", axis=3)
    add("ReduceMean", [x], "mean", axes=[1], keepdims=0)
    add("ReduceSum", [x], "sum", axes=[2, 3])
    add("Softmax", [x], "soft")
    add("Flatten", [x], "flat", axis=2)
    add("Split", [x], "left", "right", axis=3, split=[1, 3])
    add("Unsqueeze", ["mean"], "wider", axes=[0])
    add("Squeeze", ["wider"], "narrow", axes=[0])
    add("AveragePool", [x], "average", kernel_shape=[3, 3], pads=[1, 1, 1, 1], count_include_pad=1)
    graph = helper.make_graph(
        nodes,
        "older",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 5, 4])],
        [onnx.ValueInfoProto(name=name) for name in [*outputs, "top_at", "right"]],
        initialisers,
    )
    return helper.make_model(graph, ir_version=4, opset_imports=[helper.make_opsetid("", opset)])


if __name__ == "__main__":
    for opset in 9, 10:
        for behind in False, True:
            path = pathlib.Path(sys.argv[1]) / f"opset{opset}{'-behind' * behind}.onnx"
            onnx.save(model(opset, behind), path)
