"""Works out updates of optimisers, objectives with their gradients, schedules and layers in PyTorch, in double precision.

    python3 scripts/golden/train.py            (needs torch 2.13.0)

Writes tests/golden/train/*.json, which electron/train/step/golden.test.ts compares with ours.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests/golden/train"
torch.set_default_dtype(torch.float64)


def numbers(tensor):
    return [round(x, 10) for x in tensor.detach().flatten().tolist()]


def drawn(*shape, seed, scale=1.0):
    generator = torch.Generator().manual_seed(seed)
    # Numbers that single precision holds exactly.
    return (torch.randn(*shape, generator=generator).float() * scale).float().double()


def write(name, value):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(value, indent=1) + "\n")


def optimisers():
    start, target = drawn(4, seed=1), drawn(4, seed=2)
    makers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, weight_decay=0.01),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.5, 0.999)),
        "adam decay": lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.1),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "clipped": lambda p: torch.optim.SGD(p, lr=0.1),
    }
    paths = {}
    for name, make in makers.items():
        parameter = torch.nn.Parameter(start.clone())
        optimiser = make([parameter])
        paths[name] = []
        for _ in range(6):
            optimiser.zero_grad()
            ((parameter - target) ** 4).sum().backward()
            if name == "clipped":
                torch.nn.utils.clip_grad_norm_([parameter], 0.5)
            optimiser.step()
            paths[name].append(numbers(parameter))
    write("optimisers", {"start": numbers(start), "target": numbers(target), "paths": paths})


def critic(points, weights):
    hidden = torch.tanh(points @ weights["w1"].T + weights["b1"])
    return hidden @ weights["w2"].T + weights["b2"]


def objectives():
    real, fake = drawn(6, 1, seed=3, scale=2), drawn(6, 1, seed=4, scale=2)
    one, zero = torch.ones_like(real), torch.zeros_like(real)
    bce = F.binary_cross_entropy_with_logits
    games = {
        "non-saturating": (lambda r, f: bce(r, one) + bce(f, zero), lambda f: bce(f, one)),
        "non-saturating smoothed": (lambda r, f: bce(r, 0.9 * one) + bce(f, zero), lambda f: bce(f, one)),
        "minimax": (lambda r, f: bce(r, one) + bce(f, zero), lambda f: -bce(f, zero)),
        "least-squares": (lambda r, f: F.mse_loss(r, one) + F.mse_loss(f, zero), lambda f: F.mse_loss(f, one)),
        "hinge": (lambda r, f: F.relu(1 - r).mean() + F.relu(1 + f).mean(), lambda f: -f.mean()),
        "wasserstein": (lambda r, f: f.mean() - r.mean(), lambda f: -f.mean()),
    }
    result = {}
    for name, (of_critic, of_generator) in games.items():
        r, f = real.clone().requires_grad_(), fake.clone().requires_grad_()
        loss = of_critic(r, f)
        gradients = torch.autograd.grad(loss, [r, f])
        g = fake.clone().requires_grad_()
        generated = of_generator(g)
        result[name] = {
            "critic": loss.item(),
            "criticGradients": [numbers(x) for x in gradients],
            "generator": generated.item(),
            "generatorGradient": numbers(torch.autograd.grad(generated, g)[0]),
        }
    write("objectives", {"real": numbers(real), "fake": numbers(fake), "games": result})


def penalties():
    weights = {"w1": drawn(5, 3, seed=5), "b1": drawn(5, seed=6), "w2": drawn(1, 5, seed=7), "b2": drawn(1, seed=8)}
    real, fake, mixing = drawn(4, 3, seed=9), drawn(4, 3, seed=10), torch.tensor([[0.25], [0.5], [0.875], [0.0]])
    trained = {name: value.clone().requires_grad_() for name, value in weights.items()}

    def slopes(points):
        points = points.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(critic(points, trained).sum(), points, create_graph=True)
        return gradient

    norms = slopes(real + mixing * (fake - real)).pow(2).sum(1).sqrt()
    cases = {"gradient penalty": ((norms - 1) ** 2).mean(), "r1": 0.5 * slopes(real).pow(2).sum(1).mean()}
    result = {}
    for name, loss in cases.items():
        found = torch.autograd.grad(loss, list(trained.values()), allow_unused=True, retain_graph=True)
        result[name] = {"loss": loss.item(), "gradients": {k: None if g is None else numbers(g) for k, g in zip(trained, found)}}
    inputs = {"real": real, "fake": fake, "mixing": mixing, **weights}
    write("penalties", {"inputs": {k: {"shape": list(v.shape), "data": numbers(v)} for k, v in inputs.items()}, "cases": result})


def pixels():
    a, b = drawn(2, 3, 5, 4, seed=11), drawn(2, 3, 5, 4, seed=12)
    total_variation = (a[:, :, 1:] - a[:, :, :-1]).abs().mean() + (a[:, :, :, 1:] - a[:, :, :, :-1]).abs().mean()
    losses = {"l1": F.l1_loss(a, b), "l2": F.mse_loss(a, b), "totalVariation": total_variation}
    write("pixels", {"shape": [2, 3, 5, 4], "a": numbers(a), "b": numbers(b), "losses": {k: v.item() for k, v in losses.items()}})


def schedules():
    def path(make, steps=10):
        optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
        schedule, rates = make(optimiser), []
        for _ in range(steps):
            rates.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            schedule.step()
        return rates

    lr = torch.optim.lr_scheduler
    write(
        "schedules",
        {
            "cosine": path(lambda o: lr.CosineAnnealingLR(o, 10, eta_min=0.1)),
            "step": path(lambda o: lr.StepLR(o, 3, gamma=0.5)),
            "linear": path(lambda o: lr.LambdaLR(o, lambda step: 1 - max(0, step - 5) / 5)),
        },
    )


def spectral():
    weight, left = drawn(4, 2, 3, 3, seed=13), F.normalize(drawn(4, seed=14), dim=0)
    trained = weight.clone().requires_grad_()
    matrix = trained.reshape(4, -1)
    with torch.no_grad():
        right = F.normalize(matrix.T @ left, dim=0)
        next_left = F.normalize(matrix @ right, dim=0)
    normal = trained / (next_left @ matrix @ right)
    (gradient,) = torch.autograd.grad((normal * drawn(4, 2, 3, 3, seed=15)).sum(), trained)
    write(
        "spectral",
        {
            "weight": numbers(weight),
            "left": numbers(left),
            "factors": numbers(drawn(4, 2, 3, 3, seed=15)),
            "normal": numbers(normal),
            "nextLeft": numbers(next_left),
            "gradient": numbers(gradient),
        },
    )


for work in [optimisers, objectives, penalties, pixels, schedules, spectral]:
    work()
