"""Makes the ONNX files that the reader is tested with, and what PyTorch and ONNX say of them.

    python3 scripts/golden/graphFiles.py            (needs torch 2.13.0, onnx 1.23.2, onnxscript 0.7.2)

Writes tests/golden/graph/files/: one network by both of PyTorch's exporters; its outputs, and the gradients of the
mean of their squares (network.jsonl, a line for each tensor); odd.onnx, a file with all that is seldom seen; and
older.onnx, of opset 17, with what newer opsets spell otherwise.
"""

import json
import pathlib

import numpy
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests/golden/graph/files"


class Network(nn.Module):
    """A small U-Net with what exporters spell in many ways: normalisations, resizing, padding, slicing, reshaping."""

    def __init__(self):
        super().__init__()
        self.down1 = nn.Conv2d(3, 4, 4, 2, 1)
        self.down2 = nn.Conv2d(4, 8, 4, 2, 1)
        self.batch = nn.BatchNorm2d(8)
        self.instance = nn.InstanceNorm2d(8)
        self.group = nn.GroupNorm(2, 8)
        self.up1 = nn.ConvTranspose2d(8, 4, 4, 2, 1)
        self.up2 = nn.Upsample(scale_factor=2, mode="bilinear")
        self.last = nn.Conv2d(8, 3, 3)

    def forward(self, x):
        first = F.leaky_relu(self.down1(x), 0.2)
        second = self.group(self.instance(self.batch(self.down2(first))))
        merged = torch.cat([torch.relu(self.up1(second)), first], 1)
        image = torch.tanh(self.last(F.pad(self.up2(merged), (1, 1, 1, 1), mode="reflect")))
        return image[:, :, 1:-1, 1:-1].reshape(x.shape[0], -1)


def numbers(value):
    return [float(f"{number:.8g}") for number in value.detach().reshape(-1).tolist()]


def export_network():
    torch.manual_seed(0)
    network = Network()
    network(torch.randn(4, 3, 12, 12))  # Gives the running statistics something to hold.
    network.eval()
    x = torch.randn(2, 3, 12, 12, requires_grad=True)
    named = dict(network.named_parameters())
    y = network(x)
    found = torch.autograd.grad(y.square().mean(), [x, *named.values()])
    tensors = {"x": x, "y": y, **{f"d {name}": d for name, d in zip(["x", *named], found)}}
    lines = [json.dumps([name, numbers(value)], separators=(",", ":")) + "\n" for name, value in tensors.items()]
    (FOLDER / "network.jsonl").write_text("".join(lines))
    common = {"input_names": ["x"], "output_names": ["y"], "external_data": False}
    torch.onnx.export(network, (x.detach(),), FOLDER / "torchscript.onnx", dynamo=False, opset_version=17,
                      dynamic_axes={"x": {0: "batch"}}, **common)
    torch.onnx.export(network, (x.detach(),), FOLDER / "dynamo.onnx", dynamo=True, opset_version=20,
                      dynamic_shapes=({0: "batch"},), **common)


def odd_file():
    """x + every initialiser, then a branch that captures values, an operator we do not know, one of another domain."""
    single, shape = TensorProto.FLOAT, [2]
    weights = [1.5, -2.0]
    half = numpy.array(weights, dtype=numpy.float16)
    brain = (numpy.array(weights, dtype=numpy.float32).view(numpy.uint32) >> 16).astype(numpy.uint16)
    raw = {"raw": True}
    initialisers = [
        helper.make_tensor("raw32", single, shape, numpy.array(weights, dtype=numpy.float32).tobytes(), **raw),
        helper.make_tensor("typed32", single, shape, weights),
        helper.make_tensor("typed64", TensorProto.DOUBLE, shape, weights),
        helper.make_tensor("raw16", TensorProto.FLOAT16, shape, half.tobytes(), **raw),
        helper.make_tensor("typed16", TensorProto.FLOAT16, shape, half),
        helper.make_tensor("rawBrain16", TensorProto.BFLOAT16, shape, brain.tobytes(), **raw),
        helper.make_tensor("typedInt64", TensorProto.INT64, shape, [3, -40]),
        helper.make_tensor("typedInt32", TensorProto.INT32, shape, [4, -5]),
        helper.make_tensor("typedBool", TensorProto.BOOL, shape, [True, False]),
        onnx.TensorProto(name="beside", data_type=single, dims=shape, data_location=TensorProto.EXTERNAL),
    ]
    initialisers[-1].external_data.extend(
        onnx.StringStringEntryProto(key=key, value=value)
        for key, value in {"location": "odd.data", "offset": "8", "length": "8"}.items())
    (FOLDER / "odd.data").write_bytes(numpy.array([9, 9, *weights], dtype=numpy.float32).tobytes())
    nodes, total = [], "x"
    for tensor in initialisers:
        # Half precision computes in half precision, so that the file itself is legal.
        name = tensor.name
        nodes.append(helper.make_node("Cast", [name], [f"{name}_cast"], to=single))
        nodes.append(helper.make_node("Add", [total, f"{name}_cast"], [f"{name}_sum"]))
        total = f"{name}_sum"

    def branch(operator):
        output = helper.make_tensor_value_info(f"{operator}_result", single, shape)
        return helper.make_graph([helper.make_node(operator, [total, "x"], [output.name])], operator, [], [output])

    nodes += [
        helper.make_node("If", ["choice"], ["chosen"], "branch", then_branch=branch("Add"), else_branch=branch("Sub")),
        helper.make_node("Softsign", ["chosen"], ["soft"], "soft"),
        helper.make_node("QuickGelu", ["soft"], ["y"], "quick", domain="com.microsoft"),
    ]
    graph = helper.make_graph(
        nodes, "odd",
        [helper.make_tensor_value_info("x", single, shape), helper.make_tensor_value_info("choice", TensorProto.BOOL, [])],
        [helper.make_tensor_value_info("y", single, shape), helper.make_tensor_value_info(total, single, shape)],
        initialisers,
        value_info=[helper.make_tensor_value_info("chosen", single, shape)],
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=10), FOLDER / "odd.onnx")


def older_file():
    """Nodes of opset 17 that we know, do not know, and know but not in this way; x [1, 2, 4, 4] -> y."""
    single, integer = TensorProto.FLOAT, TensorProto.INT64
    generator = numpy.random.default_rng(0)

    def weight(name, *dims):
        return helper.make_tensor(name, single, dims, generator.uniform(-1, 1, dims).astype(numpy.float32))

    def branch(name, nodes):
        return helper.make_graph(nodes, name, [], [helper.make_tensor_value_info(nodes[-1].output[0], single, None)])

    averaged = [helper.make_node("ReduceMean", ["sampled"], ["averaged"], axes=[2, 3], keepdims=1),
                helper.make_node("Add", ["sampled", "averaged"], ["then"])]
    halved = [helper.make_node("Split", ["sampled"], ["low", "high"], axis=1),
              helper.make_node("Concat", ["high", "low"], ["else"], axis=1)]
    nodes = [
        helper.make_node("GridSample", ["x", "grid"], ["sampled"], "sample", mode="bilinear", align_corners=1),
        helper.make_node("If", ["choice"], ["chosen"], "branch", then_branch=branch("a", averaged), else_branch=branch("b", halved)),
        helper.make_node("Split", ["x"], ["left", "right"], "halves", axis=3),
        helper.make_node("Concat", ["right", "left"], ["turned"], axis=3),
        helper.make_node("Pow", ["turned", "two"], ["squared"], "square"),
        helper.make_node("Cast", ["squared"], ["whole"], "to unsigned", to=TensorProto.UINT32),
        helper.make_node("Cast", ["whole"], ["single"], "to single", to=single),
        helper.make_node("Reshape", ["chosen", "form"], ["rows"], "reshape"),
        helper.make_node("LSTM", ["rows", "w", "r"], ["", "last"], "memory", hidden_size=3),
        helper.make_node("ReduceSum", ["last"], ["sum"], keepdims=0),
        helper.make_node("Add", ["squared", "single"], ["known"]),
        helper.make_node("Add", ["known", "sum"], ["y"], "end"),
    ]
    inputs = [
        helper.make_tensor_value_info("x", single, [1, 2, 4, 4]),
        helper.make_tensor_value_info("grid", single, [1, 4, 4, 2]),
        helper.make_tensor_value_info("choice", TensorProto.BOOL, []),
        helper.make_tensor_value_info("form", integer, [3]),
    ]
    initialisers = [helper.make_tensor("two", integer, [], [2]), weight("w", 1, 12, 8), weight("r", 1, 12, 3)]
    outputs = [helper.make_tensor_value_info("y", single, [1, 2, 4, 4]), helper.make_tensor_value_info("squared", single, [1, 2, 4, 4])]
    graph = helper.make_graph(nodes, "older", inputs, outputs, initialisers)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), FOLDER / "older.onnx")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    export_network()
    odd_file()
    older_file()
