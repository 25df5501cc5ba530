"""Makes networks as other people make them, exports them from PyTorch, and works out what PyTorch says of them.

    python3 scripts/golden/stranger.py FOLDER [--full]      (needs torch 2.13.0, onnx 1.23.2, onnxscript 0.7.2)

A DCGAN generator, pix2pix's U-Net and CycleGAN's ResNet-9, with random weights. FOLDER receives of each <name>.onnx and
<name>.jsonl, a line for each tensor: [name, numbers]: an input x, the output y, a target, the gradients of the mean
squared difference from the target ("d x", "d <parameter>"), and the losses of ten steps of Adam. Narrow networks
without --full, which stand in tests/golden/stranger. With it, networks of the published sizes, and the numbers in
<name>.bin (single precision, little-endian): [name, count].
"""

import json
import pathlib
import sys

import numpy
import onnx
import torch
from torch import nn

STEPS = 10
RATE = 2e-4


def dcgan(latent, base, size):
    """Radford et al. 2015, as PyTorch's own example has it."""
    widths = [base * 2**k for k in reversed(range(size.bit_length() - 3))]
    layers = [nn.ConvTranspose2d(latent, widths[0], 4, 1, 0, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(True)]
    for incoming, outgoing in zip(widths, widths[1:]):
        layers += [nn.ConvTranspose2d(incoming, outgoing, 4, 2, 1, bias=False), nn.BatchNorm2d(outgoing), nn.ReLU(True)]
    return nn.Sequential(*layers, nn.ConvTranspose2d(widths[-1], 3, 4, 2, 1, bias=False), nn.Tanh())


class Level(nn.Module):
    """One level of pix2pix's U-Net around the next deeper one."""

    def __init__(self, incoming, width, inner, outermost=False):
        super().__init__()
        self.outermost = outermost
        down = [] if outermost else [nn.LeakyReLU(0.2, True)]
        down += [nn.Conv2d(incoming, width, 4, 2, 1, bias=outermost)]
        if not outermost and inner is not None:
            down += [nn.BatchNorm2d(width)]
        joined = width if inner is None else 2 * width
        up = [nn.ReLU(True), nn.ConvTranspose2d(joined, 3 if outermost else incoming, 4, 2, 1, bias=outermost)]
        up += [nn.Tanh()] if outermost else [nn.BatchNorm2d(incoming)]
        self.model = nn.Sequential(*down, *([] if inner is None else [inner]), *up)

    def forward(self, x):
        y = self.model(x)
        return y if self.outermost else torch.cat([x, y], 1)


def unet(base, depth):
    widths = [base * min(8, 2**k) for k in range(depth)]
    level = None
    for k in reversed(range(depth)):
        level = Level(widths[k - 1] if k > 0 else 3, widths[k], level, outermost=k == 0)
    return level


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.body = nn.Sequential(
            nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width), nn.ReLU(True),
            nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width))

    def forward(self, x):
        return x + self.body(x)


def resnet(base, blocks=9):
    """CycleGAN's generator."""
    layers = [nn.ReflectionPad2d(3), nn.Conv2d(3, base, 7), nn.InstanceNorm2d(base), nn.ReLU(True)]
    for width in [base, 2 * base]:
        layers += [nn.Conv2d(width, 2 * width, 3, 2, 1), nn.InstanceNorm2d(2 * width), nn.ReLU(True)]
    layers += [Block(4 * base) for _ in range(blocks)]
    for width in [4 * base, 2 * base]:
        layers += [nn.ConvTranspose2d(width, width // 2, 3, 2, 1, 1), nn.InstanceNorm2d(width // 2), nn.ReLU(True)]
    return nn.Sequential(*layers, nn.ReflectionPad2d(3), nn.Conv2d(base, 3, 7), nn.Tanh())


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


def figures(network, x, target):
    named = dict(network.named_parameters())
    x.requires_grad_()
    y = network(x)
    found = torch.autograd.grad((y - target).square().mean(), [x, *named.values()])
    tensors = {"x": x, "y": y, "target": target, **{f"d {name}": d for name, d in zip(["x", *named], found)}}
    optimiser = torch.optim.Adam(network.parameters(), RATE)
    losses = []
    for _ in range(STEPS):
        optimiser.zero_grad()
        loss = (network(x.detach()) - target).square().mean()
        loss.backward()
        optimiser.step()
        losses.append(loss.detach())
    return {**tensors, "losses": torch.stack(losses)}


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
