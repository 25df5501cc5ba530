"""The loop of the sketch bench in PyTorch, where it is installed: one JSON object.

    python3 scripts/bench/sketch.py BASE LATENT CANDIDATES STEPS THREADS

A DCGAN's generator of 64 px, its weights constant; colour under a mask, HOG-like outlines, the prior, and Adam on the latents.
"""

import json
import math
import statistics
import sys
import time


def main(base, latent, candidates, steps, threads):
    try:
        import torch
        from torch import nn
    except ImportError:
        return {}
    torch.set_num_threads(threads)
    torch.manual_seed(0)

    widths = [base * 8, base * 4, base * 2, base]
    layers, inputs = [], latent
    for level, width in enumerate(widths):
        stride, padding = (1, 0) if level == 0 else (2, 1)
        layers += [nn.ConvTranspose2d(inputs, width, 4, stride, padding), nn.ReLU()]
        inputs = width
    network = nn.Sequential(*layers, nn.ConvTranspose2d(inputs, 3, 4, 2, 1), nn.Tanh())
    for parameter in network.parameters():
        parameter.requires_grad_(False)

    sobel = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 4
    kernels = torch.stack([sobel, sobel.T])[:, None]
    angles = torch.arange(8) * math.pi / 8
    near = math.cos(math.pi / 8)
    cells = torch.tensor([[max(0, 1 - abs(x - (8 * c + 3.5)) / 8) for x in range(64)] for c in range(8)])
    cells = cells / cells.sum(1, keepdim=True)

    def outline(picture):
        grey = nn.functional.pad(picture.mean(1, keepdim=True), (1, 1, 1, 1), mode="replicate")
        gradient = nn.functional.conv2d(grey, kernels)
        strength = (gradient.square().sum(1, keepdim=True) + 1e-6).sqrt()
        along = (gradient[:, :1] * angles.cos()[:, None, None] + gradient[:, 1:] * angles.sin()[:, None, None]).abs()
        bins = (along / (1 - near) - strength * near / (1 - near)).relu()
        return cells @ bins @ cells.T

    color = torch.rand(1, 3, 64, 64) * 2 - 1
    mask = torch.zeros(1, 1, 64, 64)
    mask[..., 16:40, 16:40] = 1
    target = outline(color)
    free = torch.randn(candidates, latent, requires_grad=True)
    adam = torch.optim.Adam([free], lr=0.1)

    def step():
        adam.zero_grad(set_to_none=True)
        z = 3 * (free / 3).tanh()
        made = network(z[:, :, None, None])
        cost = ((made - color).square() * mask).mean((1, 2, 3)) / mask.mean()
        cost = cost + 0.2 * (outline(made) - target).square().mean((1, 2, 3))
        cost = cost + 0.02 * (z.square().mean(1) - 1).square()
        cost.sum().backward()
        adam.step()
        return made

    times = []
    for turn in range(-3, steps):
        start = time.perf_counter()
        step()
        if turn >= 0:
            times.append(time.perf_counter() - start)
    return {"pytorch_steps_per_second": round(1 / statistics.median(times), 2)}


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
