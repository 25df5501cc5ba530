"""Makes networks as other people make them, exports them from PyTorch, and works out what PyTorch says of them.

    python3 scripts/golden/stranger.py FOLDER [--full]      (needs torch 2.13.0, onnx 1.23.2, onnxscript 0.7.2)

A DCGAN generator, pix2pix's U-Net and CycleGAN's ResNet-9, with random weights. FOLDER receives of each <name>.onnx and
<name>.jsonl, a line for each tensor: [name, numbers]: an input x, a target; in double precision the output y and the
gradients of the mean squared difference from the target ("d x", "d <parameter>"); the losses of ten steps of Adam; and
how far PyTorch in single precision is from all this (output, input gradient, worst parameter gradient). Narrow
networks without --full, which stand in tests/golden/stranger. With it, networks of the published sizes, and the
numbers in <name>.bin (single precision, little-endian): [name, count].
"""

import copy
import json
import pathlib
import sys

import numpy
import onnx
import torch
from networks import dcgan, resnet, unet
from torch import nn

STEPS = 10
RATE = 2e-4


def networks(full):
    if full:
        return {"dcgan": (dcgan(100, 64, 64), [4, 100, 1, 1]), "unet": (unet(64, 8), [1, 3, 256, 256]),
                "resnet9": (resnet(64), [1, 3, 128, 128])}
    return {"dcgan": (dcgan(8, 2, 16), [2, 8, 1, 1]), "unet": (unet(2, 4), [1, 3, 16, 16]),
            "resnet9": (resnet(1), [1, 3, 12, 12])}


def initialise(network, x):
    """Weights as the papers draw them, with biases as if trained (equal ones share a tensor in the file)."""
    norms = []
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(module.weight, 0, 0.02)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1, 0.02)
            nn.init.normal_(module.bias, 0, 0.02)
            norms.append(module)
    # One picture leaves nothing to normalise at a size of 1, so the statistics come from several.
    for module in norms:
        module.momentum = 1.0
    with torch.no_grad():
        network.train()(torch.randn(4, *x.shape[1:]))
    network.eval()


def export(network, x, path):
    """By either exporter: the new one folds batch normalisation into its neighbours, and fine-tuning wants it kept."""
    common = {"input_names": ["x"], "output_names": ["y"], "external_data": False, "verbose": False}
    if any(isinstance(module, nn.BatchNorm2d) for module in network.modules()):
        torch.onnx.export(network, (x,), path, dynamo=False, opset_version=17, do_constant_folding=False,
                          training=torch.onnx.TrainingMode.PRESERVE, **common)
    else:
        torch.onnx.export(network, (x,), path, dynamo=True, opset_version=20, **common)
    model = onnx.load(path)
    for node in model.graph.node:  # Where in the exporting program a node came from.
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    for value in [*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.ClearField("metadata_props")
        value.ClearField("doc_string")
    onnx.save(model, path)


def gradients(network, x, target):
    named = dict(network.named_parameters())
    x = x.clone().requires_grad_()
    y = network(x)
    found = torch.autograd.grad((y - target).square().mean(), [x, *named.values()])
    return {"y": y.detach(), **{f"d {name}": d for name, d in zip(["x", *named], found)}}


def error(key, found, exact):
    """The largest difference, relative to the largest number; see compareStranger."""
    floor = 0 if key in ("y", "d x") else max(d.abs().max() for name, d in exact.items() if name not in ("y", "d x"))
    return float((found[key] - exact[key]).abs().max() / max(exact[key].abs().max(), floor / 1000))


def figures(network, x, target):
    exact = gradients(copy.deepcopy(network).double(), x.double(), target.double())
    single = gradients(network, x, target)
    errors = {key: error(key, single, exact) for key in exact}
    worst = max(value for key, value in errors.items() if key not in ("y", "d x"))
    optimiser = torch.optim.Adam(network.parameters(), RATE)
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = (network(x) - target).square().mean()
        loss.backward()
        optimiser.step()
        losses.append(loss.detach())
    rounding = torch.tensor([errors["y"], errors["d x"], worst])
    return {"x": x, "target": target, **exact, "losses": torch.stack(losses), "rounding": rounding}


def write(folder, name, tensors, full):
    flat = {key: value.detach().reshape(-1).numpy().astype(numpy.float32) for key, value in tensors.items()}
    if full:
        with open(folder / f"{name}.bin", "wb") as blob:
            for numbers in flat.values():
                blob.write(numbers.tobytes())
    lines = [[key, len(value) if full else [float(f"{x:.6g}") for x in value]] for key, value in flat.items()]
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))


def main():
    folder, full = pathlib.Path(sys.argv[1]), "--full" in sys.argv
    folder.mkdir(parents=True, exist_ok=True)
    for name, (network, shape) in networks(full).items():
        torch.manual_seed(7)
        x = torch.randn(shape)
        initialise(network, x)
        target = torch.rand_like(network(x).detach()) * 1.6 - 0.8
        export(network, x, folder / f"{name}.onnx")
        write(folder, name, figures(network, x, target), full)
        print(name, sum(p.numel() for p in network.parameters()), "parameters")


if __name__ == "__main__":
    main()
