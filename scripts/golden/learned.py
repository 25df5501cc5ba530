"""Small networks that hold parameters and buffers as published ones do, exported, with what of each file was learned.

    python3 scripts/golden/learned.py FOLDER      (needs torch 2.14.1, onnx 1.23.2)

Each <name>.onnx has a <name>.json with the names of the initialisers that parameters have a say in (`learned`) and of
the floating-point ones that they have none in (`fixed`). That is found out by exporting each network twice, with other
parameters and the same buffers, which is right for what the exporter folds together, too. <name>-folded.onnx is exported
with constant folding, as users do.
"""

import io
import json
import math
import pathlib
import sys
import warnings

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional


class Equalised(nn.Module):
    """A layer whose weights are scaled when they are used, as in progressive growing of GANs."""

    def __init__(self, taken, given):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(given, taken))
        self.bias = nn.Parameter(torch.randn(given))
        self.gain = 1 / math.sqrt(taken)

    def forward(self, x):
        return functional.linear(x, self.weight * self.gain, self.bias * 0.5)


class Modulated(nn.Module):
    """A convolution whose weights a style scales, with noise behind it."""

    def __init__(self, taken, given, extent, side, demodulate=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, given, taken, extent, extent))
        self.bias = nn.Parameter(torch.randn(1, given, 1, 1))
        self.style = Equalised(8, taken)
        self.demodulate = demodulate
        self.register_buffer("noise", torch.randn(1, 1, side, side))
        self.strength = nn.Parameter(torch.tensor(0.3))

    def forward(self, x, w):
        given, taken, extent = self.weight.shape[1], self.weight.shape[2], self.weight.shape[3]
        weight = 0.2 * self.weight * self.style(w).view(-1, 1, taken, 1, 1)
        if self.demodulate:
            weight = weight * torch.rsqrt(weight.pow(2).sum([2, 3, 4]) + 1e-8).view(-1, given, 1, 1, 1)
        y = functional.conv2d(x, weight.view(given, taken, extent, extent), padding=extent // 2)
        return functional.leaky_relu(y + self.noise * self.strength + self.bias, 0.2)


class Blur(nn.Module):
    def __init__(self, channels):
        super().__init__()
        line = torch.tensor([1.0, 3.0, 3.0, 1.0])
        self.channels = channels
        self.register_buffer("kernel", torch.outer(line, line)[None, None] / 64)

    def forward(self, x):
        kernel = self.kernel.repeat(self.channels, 1, 1, 1)
        return functional.conv2d(functional.pad(x, (2, 1, 2, 1)), kernel, groups=self.channels)


class StyleGenerator(nn.Module):
    def __init__(self):
        super().__init__()
        self.mapping = nn.Sequential(Equalised(8, 8), nn.LeakyReLU(0.2), Equalised(8, 8))
        self.start = nn.Parameter(torch.randn(1, 8, 4, 4))
        self.first = Modulated(8, 8, 3, 4)
        self.blur = Blur(8)
        self.second = Modulated(8, 8, 3, 8)
        self.rgb = Modulated(8, 3, 1, 8, demodulate=False)

    def forward(self, z):
        w = self.mapping(z * torch.rsqrt(z.pow(2).mean(1, keepdim=True) + 1e-8))
        x = self.first(self.start.repeat(z.shape[0], 1, 1, 1), w)
        x = self.blur(functional.interpolate(x, scale_factor=2.0))
        return self.rgb(self.second(x, w), w)

    example = (1, 8)


class PlaneNorm(nn.Module):
    """Layer normalisation over channels, written out."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(channels))
        self.bias = nn.Parameter(torch.randn(channels))

    def forward(self, x):
        mean = x.mean(1, keepdim=True)
        y = (x - mean) / ((x - mean).pow(2).mean(1, keepdim=True) + 1e-6).sqrt()
        return self.weight.view(1, -1, 1, 1) * y + self.bias.view(1, -1, 1, 1)


class Restorer(nn.Module):
    """Gates, channel attention and scaled residuals, as in NAFNet."""

    def __init__(self):
        super().__init__()
        c = 8
        self.intro = nn.Conv2d(3, c, 3, padding=1)
        self.norm = PlaneNorm(c)
        self.widen = nn.Conv2d(c, 2 * c, 1)
        self.deep = nn.Conv2d(2 * c, 2 * c, 3, padding=1, groups=2 * c)
        self.attention = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(c, c, 1))
        self.narrow = nn.Conv2d(c, c, 1)
        self.beta = nn.Parameter(torch.randn(1, c, 1, 1))
        self.gamma = nn.Parameter(torch.randn(1, c, 1, 1))
        self.last = nn.Conv2d(c, 12, 3, padding=1, bias=False)
        self.shuffle = nn.PixelShuffle(2)
        self.down = nn.Conv2d(c, c, 2, 2)

    def forward(self, picture):
        x = self.intro(picture)
        a, b = self.deep(self.widen(self.norm(x))).chunk(2, 1)
        y = a * b
        x = x + self.narrow(y * self.attention(y)) * self.beta
        x = x + self.norm(x) * self.gamma
        return self.shuffle(self.last(self.down(x))) + picture

    example = (1, 3, 8, 8)


class Scaled(nn.Module):
    """A depthwise block with a scale of its own for each layer, as in ConvNeXt, behind ImageNet's means."""

    def __init__(self):
        super().__init__()
        c = 8
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1))
        self.stem = nn.Conv2d(3, c, 2, 2)
        self.deep = nn.Conv2d(c, c, 7, padding=3, groups=c)
        self.norm = nn.LayerNorm(c, eps=1e-6)
        self.widen = nn.Linear(c, 16)
        self.narrow = nn.Linear(16, c)
        self.gamma = nn.Parameter(torch.randn(c))
        self.up = nn.ConvTranspose2d(c, 3, 2, 2)

    def forward(self, picture):
        x = self.stem((picture - self.mean) / self.std)
        y = self.norm(self.deep(x).permute(0, 2, 3, 1))
        y = self.gamma * self.narrow(functional.gelu(self.widen(y)))
        x = x + y.permute(0, 3, 1, 2)
        return torch.sigmoid(self.up(x)) * self.std + self.mean

    example = (1, 3, 8, 8)


class Windowed(nn.Module):
    """Attention in shifted windows with tables of relative positions, as in SwinIR."""

    def __init__(self):
        super().__init__()
        c, self.heads, self.window = 8, 2, 4
        count = self.window**2
        self.register_buffer("mean", torch.tensor([0.4488, 0.4371, 0.4040]).view(1, 3, 1, 1))
        self.first = nn.Conv2d(3, c, 3, padding=1)
        self.norm1, self.norm2 = nn.LayerNorm(c), nn.LayerNorm(c)
        self.table = nn.Parameter(torch.randn((2 * self.window - 1) ** 2, self.heads))
        y, x = torch.meshgrid(torch.arange(self.window), torch.arange(self.window), indexing="ij")
        at = torch.stack([y.flatten(), x.flatten()])
        apart = at[:, :, None] - at[:, None, :] + self.window - 1
        self.register_buffer("index", apart[0] * (2 * self.window - 1) + apart[1])
        regions = torch.zeros(1, 8, 8, 1)
        parts = slice(0, 4), slice(4, 6), slice(6, 8)
        for k, (rows, columns) in enumerate((a, b) for a in parts for b in parts):
            regions[:, rows, columns] = k
        ids = self.windows(regions).view(-1, count)
        mask = ids[:, None, :] - ids[:, :, None]
        self.register_buffer("mask", torch.zeros_like(mask).masked_fill(mask != 0, -100.0))
        self.qkv, self.proj = nn.Linear(c, 3 * c), nn.Linear(c, c)
        self.widen, self.narrow = nn.Linear(c, 2 * c), nn.Linear(2 * c, c)
        self.last = nn.Conv2d(c, 3, 3, padding=1)

    def windows(self, x):
        n, h, w, c = x.shape
        s = self.window
        x = x.view(n, h // s, s, w // s, s, c)
        return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, s * s, c)

    def attend(self, x):
        n, count, c = x.shape
        q, k, v = self.qkv(x).reshape(n, count, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q * 0.5) @ k.transpose(-2, -1)
        bias = self.table[self.index.view(-1)].view(count, count, -1).permute(2, 0, 1)
        weights = weights + bias.unsqueeze(0)
        shape = weights.shape
        weights = weights.view(1, n, self.heads, count, count) + self.mask[None, :, None]
        weights = weights.view(shape).softmax(-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(n, count, c))

    def forward(self, picture):
        x = self.first((picture - self.mean) * 255.0)
        tokens = self.windows(self.norm1(x.permute(0, 2, 3, 1)))
        y = self.attend(tokens)
        y = y + self.narrow(functional.gelu(self.widen(self.norm2(y))))
        y = y.view(1, 2, 2, 4, 4, 8).permute(0, 5, 1, 3, 2, 4).reshape(1, 8, 8, 8)
        return self.last(x + y) / 255.0 + self.mean

    example = (1, 3, 8, 8)


class Positions(nn.Module):
    """Patches with a learned table of positions, one of waves, and a flow over a grid of places."""

    def __init__(self):
        super().__init__()
        c, side = 8, 8
        self.patches = nn.Conv2d(3, c, 2, 2)
        self.embedding = nn.Parameter(torch.randn(1, 16, c))
        place = torch.arange(16.0)[:, None] / 100 ** (torch.arange(0, c, 2) / c)
        self.register_buffer("waves", torch.stack([place.sin(), place.cos()], -1).flatten(1)[None])
        self.mix = nn.Linear(c, c, bias=False)
        y, x = torch.meshgrid(torch.arange(float(side)), torch.arange(float(side)), indexing="ij")
        self.register_buffer("grid", torch.stack([x, y])[None] / 4 - 0.875)
        self.flow = nn.ConvTranspose2d(c, 2, 2, 2)

    def forward(self, picture):
        tokens = self.patches(picture).flatten(2).transpose(1, 2)
        tokens = self.mix(tokens + self.embedding + self.waves)
        flow = self.flow(tokens.transpose(1, 2).reshape(1, 8, 4, 4))
        places = (self.grid + 0.1 * torch.tanh(flow)).permute(0, 2, 3, 1)
        return functional.grid_sample(picture, places, align_corners=False)

    example = (1, 3, 8, 8)


class Shifted(nn.Module):
    """Means taken off by convolutions, weights of a length of their own, edges, statistics, a masked kernel."""

    def __init__(self):
        super().__init__()
        c = 8
        self.off, self.on = nn.Conv2d(3, 3, 1), nn.Conv2d(3, 3, 1)
        for layer, sign in (self.off, -1), (self.on, 1):
            layer.weight = fixed(torch.eye(3).view(3, 3, 1, 1))
            layer.bias = fixed(sign * torch.tensor([0.4488, 0.4371, 0.4040]))
        self.first = nn.utils.weight_norm(nn.Conv2d(3, c, 3, padding=1))
        self.norm = nn.BatchNorm2d(c)
        nn.init.normal_(self.norm.running_mean)
        self.slope = nn.PReLU(c)
        sobel = torch.tensor([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])
        self.register_buffer("edges", torch.stack([sobel, sobel.T])[:, None])
        self.mix = nn.Conv2d(c + 2, c, 1)
        self.kernel = nn.Parameter(torch.randn(c, c, 3, 3))
        mask = torch.ones(1, 1, 3, 3)
        mask[:, :, 2] = 0
        self.register_buffer("mask", mask)
        self.last = nn.Conv2d(c, 3, 3, padding=1)

    def forward(self, picture):
        x = self.slope(self.norm(self.first(self.off(picture))))
        edges = functional.conv2d(picture.mean(1, keepdim=True), self.edges, padding=1)
        x = self.mix(torch.cat([x, edges], 1))
        x = functional.conv2d(x, self.kernel * self.mask, padding=1)
        return self.on(self.last(x))

    example = (1, 3, 8, 8)


def fixed(values):
    return nn.Parameter(values, requires_grad=False)


def exported(network, folding):
    file = io.BytesIO()
    torch.onnx.export(
        network,
        torch.randn(network.example),
        file,
        opset_version=17,
        do_constant_folding=folding,
        training=torch.onnx.TrainingMode.PRESERVE,
        dynamo=False,
        input_names=["x"],
        output_names=["y"],
    )
    return onnx.load_from_string(file.getvalue())


def floats(model):
    """Tensors of a file that hold more than one number, by the name of the value."""
    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            found[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
    return {k: v for k, v in found.items() if v.dtype == numpy.float32 and v.size > 1}


def main(folder):
    for name, kind in networks.items():
        for folding in False, True:
            torch.manual_seed(0)
            network = kind().eval()
            for layer in network.modules():
                if isinstance(layer, (nn.LayerNorm, nn.BatchNorm2d, nn.PReLU)):
                    for parameter in layer.parameters():
                        nn.init.normal_(parameter)
            model = exported(network, folding)
            before = floats(model)
            for parameter in network.parameters():
                # A parameter of one number cannot be told from a gain.
                if parameter.requires_grad and parameter.numel() > 1:
                    parameter.data = parameter.data * 1.25 + 0.1
            after = floats(exported(network, folding))
            assert before.keys() == after.keys()
            learned = sorted(k for k in before if not numpy.array_equal(before[k], after[k]))
            told = {"learned": learned, "fixed": sorted(before.keys() - learned)}
            path = folder / (f"{name}-folded" if folding else name)
            onnx.save(model, path.with_suffix(".onnx"))
            path.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n")


networks = {
    "style": StyleGenerator,
    "restorer": Restorer,
    "scaled": Scaled,
    "windowed": Windowed,
    "positions": Positions,
    "shifted": Shifted,
}

if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(pathlib.Path(sys.argv[1]))
