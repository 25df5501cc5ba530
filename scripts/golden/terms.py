"""Works out losses over features with their gradients in PyTorch, and distances of feature sets in NumPy and SciPy.

    python3 scripts/golden/terms.py            (needs torch 2.13.0, numpy, scipy)

Writes tests/golden/train/terms.json, in double precision. Inputs are formulas, so that none of them is stored.
"""

import json
import pathlib

import numpy
import scipy.linalg
import torch
import torch.nn.functional as F

FILE = pathlib.Path(__file__).resolve().parents[2] / "tests/golden/train/terms.json"
torch.set_default_dtype(torch.float64)


def waves(shape, frequency):
    count = int(numpy.prod(shape))
    k = numpy.arange(count)
    return (numpy.sin(frequency * k) + 0.3 * numpy.cos(0.7 * k + k % 5)).astype(numpy.float32).astype(float).reshape(shape)


def features(frequency):
    return [torch.tensor(waves(shape, frequency)).requires_grad_() for shape in ((2, 3, 4, 4), (2, 5, 2, 2))]


def perceptual(made, wanted):
    unit = [[F.normalize(layer, dim=1, eps=1e-12) for layer in each] for each in (made, wanted)]
    return sum(w * (a - b).square().sum(1).mean() for a, b, w in zip(*unit, (0.7, 0.3)))


def gram(layer):
    flat = layer.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def style(made, wanted):
    terms = []
    for a, b in zip(made, wanted):
        target = gram(b).mean(0).detach()
        terms.append((gram(a) - target).square().sum((1, 2)).mean() / target.square().sum())
    return sum(terms) / len(terms)


def loss(value, wrt):
    gradients = torch.autograd.grad(value, wrt)
    return {"value": value.item(), "gradients": [[round(x, 10) for x in g.flatten().tolist()] for g in gradients]}


def frechet(a, b):
    first, second = numpy.cov(a, rowvar=False), numpy.cov(b, rowvar=False)
    root = scipy.linalg.sqrtm(first @ second).real
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + numpy.trace(first + second - 2 * root))


def kernel(a, b):
    k = lambda x, y: (x @ y.T / x.shape[1] + 1) ** 3
    within = lambda x: (k(x, x).sum() - numpy.trace(k(x, x))) / (len(x) * (len(x) - 1))
    return float(within(a) + within(b) - 2 * k(a, b).mean())


made, wanted = features(1.3), features(0.8)
scores = torch.tensor(waves((3, 4), 2.1)).requires_grad_()
sets = {"like": (waves((40, 6), 1.9), waves((30, 6), 2.3)), "apart": (waves((40, 6), 1.9), waves((50, 6), 0.4) * 2 + 1),
        "few": (waves((4, 6), 1.9), waves((5, 6), 0.4))}
FILE.write_text(json.dumps({
    "perceptual": loss(perceptual(made, wanted), made),
    "style": loss(style(made, wanted), made),
    "category": loss(F.cross_entropy(scores, torch.full((3,), 2)), [scores]),
    "distances": {name: {"frechet": frechet(*pair), "kernel": kernel(*pair)} for name, pair in sets.items()},
}, indent=1) + "\n")
