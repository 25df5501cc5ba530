"""Makes generators as pytorch-CycleGAN-and-pix2pix has them, exports them as its users do, and writes what PyTorch gives.

    python3 scripts/golden/importing.py FOLDER [--sweep]      (needs torch 2.13.0, onnx 1.23.2, onnxscript 0.7.2)

U-Net-256 with batch normalisation and dropout, and ResNet-9 with instance normalisation, with random weights, narrow. Each
<name>.onnx has a <name>.bin: what the network makes of the picture that `picture` draws, by plane, every eighth pixel of
every eighth row, single precision, little-endian. What a network in training mode makes depends on what is dropped: see
`drop`. The files of tests/golden/import are made without --sweep; with it, every opset from 11 to 20, both modes, fixed and
dynamic axes, both exporters.
"""

import copy
import pathlib
import sys
import warnings

import numpy
import onnx
import torch
from networks import Level, resnet
from torch import nn
from torch.onnx import TrainingMode

STEP = 8


def unet(base, depth=8):
    """unet_256: dropout on the levels between the innermost one and the three outermost."""
    widths = [base * min(8, 2**k) for k in range(depth)]
    level = None
    for k in reversed(range(depth)):
        ratio = 0.5 if 4 <= k < depth - 1 else 0.0
        level = Level(widths[k - 1] if k > 0 else 3, widths[k], level, k == 0, ratio)
    return level


def picture(side):
    """[1, 3, side, side] in [-1, 1], of whole numbers from 0 to 255: ramps and a disc."""
    y, x = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    disc = ((x - side // 2) ** 2 + (y - side // 2) ** 2 < (side // 4) ** 2).long()
    planes = torch.stack([255 * x // (side - 1), 255 * y // (side - 1), 64 + 128 * disc])
    return (planes / 127.5 - 1)[None].float()


class Drop(nn.Module):
    """Dropout by numbers that can be had again: element i keeps where (7919 i + 13) mod 1000 is at least 500."""

    def forward(self, x):
        numbers = (torch.arange(x.numel()) * 7919 + 13) % 1000
        return x * (numbers >= 500).reshape(x.shape) * 2


def drop(network, replaced):
    """The network with each dropout replaced."""
    twin = copy.deepcopy(network)
    for parent in list(twin.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Dropout):
                setattr(parent, name, replaced())
    return twin


def initialise(network, x):
    """Weights as the papers draw them, normalisations as if trained, statistics from other pictures than the one used."""
    norms = []
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0, 0.2)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1, 0.1)
            nn.init.normal_(module.bias, 0, 0.1)
            norms.append(module)
            module.momentum = 1.0
    with torch.no_grad():
        network.train()(0.7 * torch.randn(4, *x.shape[1:]))
    # Exporting in training mode runs the network, which would change the statistics.
    for module in norms:
        module.momentum = 0.0


def export(network, x, path, opset, training, dynamic, dynamo):
    names = {"input_names": ["input"], "output_names": ["output"], "external_data": False, "verbose": False}
    network.train(training)
    if dynamo:
        free = ({2: torch.export.Dim.DYNAMIC, 3: torch.export.Dim.DYNAMIC},) if dynamic else None
        torch.onnx.export(network, (x,), path, dynamo=True, opset_version=opset, dynamic_shapes=free, **names)
    else:
        axes = {name: {0: "batch", 2: "height", 3: "width"} for name in ("input", "output")} if dynamic else None
        torch.onnx.export(network, (x,), path, dynamo=False, opset_version=opset, dynamic_axes=axes,
                          training=TrainingMode.PRESERVE if training else TrainingMode.EVAL, **names)
    model = onnx.load(path)
    for part in [*model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output,
                 *model.graph.initializer]:
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


def write(y, path):
    path.write_bytes(y[0, :, ::STEP, ::STEP].contiguous().numpy().astype(numpy.float32).tobytes())


def main():
    warnings.filterwarnings("ignore")
    folder, sweep = pathlib.Path(sys.argv[1]), "--sweep" in sys.argv
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(11)
    networks = {"unet256": (unet(1), 256), "resnet9": (resnet(1), 128)}
    for name, (network, side) in networks.items():
        x = picture(side)
        initialise(network, x)
        state = copy.deepcopy(network.state_dict())
        results = {}
        with torch.no_grad():
            results["eval"] = network.eval()(x)
            results["train"] = drop(network, nn.Identity).train()(x)
            results["train-dropped"] = drop(network, Drop).train()(x)
        if sweep:
            cases = [(f"{name}-{mode}-{opset}-{'dynamic' if dynamic else 'fixed'}", opset, mode == "train", dynamic, False)
                     for mode in ("eval", "train") for opset in range(11, 21) for dynamic in (False, True)]
            cases += [(f"{name}-{mode}-{opset}-dynamo", opset, mode == "train", name == "resnet9", True)
                      for mode in ("eval", "train") for opset in (18, 20)]
        elif name == "unet256":
            cases = [("unet256-train-11", 11, True, False, False), ("unet256-train-17", 17, True, True, False),
                     ("unet256-eval-13", 13, False, False, False)]
        else:
            cases = [("resnet9-eval-12", 12, False, False, False), ("resnet9-eval-20-dynamo", 20, False, True, True)]
        for file, opset, training, dynamic, dynamo in cases:
            network.load_state_dict(state)
            export(network, x, folder / f"{file}.onnx", opset, training, dynamic, dynamo)
            write(results["train" if training else "eval"], folder / f"{file}.bin")
            print(file, flush=True)
        if name == "unet256":
            write(results["train-dropped"], folder / "unet256-train-dropped.bin")


if __name__ == "__main__":
    main()
