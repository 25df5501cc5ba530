"""The networks and training steps of cases.ts in PyTorch: one step, or one batch, for every line that is sent.

    python3 scripts/bench/networks/torch.py train|infer CASE THREADS
"""

import pathlib
import resource
import sys
import time

# This file must not stand for the package that it imports.
sys.path[0] = str(pathlib.Path(__file__).resolve().parents[2] / "golden")

import torch  # noqa: E402
from networks import dcgan, dcgan_discriminator, patchgan, resnet, unet  # noqa: E402
from torch.nn import functional as F  # noqa: E402


def bce(scores, label):
    return F.binary_cross_entropy_with_logits(scores, torch.full_like(scores, label))


def squares(scores, label):
    return (scores - label).square().mean()


def adam(*networks):
    return torch.optim.Adam([p for network in networks for p in network.parameters()], 2e-4, betas=(0.5, 0.999))


def trainable(networks, flag):
    for network in networks:
        network.requires_grad_(flag)


def update(optimiser, loss):
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()


def pair(generator, critic, source, real, pixels):
    updates_critic, updates_generator = adam(critic), adam(generator)

    def score(x):
        return critic(x if pixels is None else torch.cat([source, x], 1))

    def step():
        fake = generator(source)
        trainable([critic], True)
        update(updates_critic, bce(score(real), 1.0) + bce(score(fake.detach()), 0.0))
        trainable([critic], False)
        loss = bce(score(fake), 1.0)
        if pixels is not None:
            loss = loss + pixels * F.l1_loss(fake, real)
        update(updates_generator, loss)
        return loss.item()

    return step


def cycle(to_b, to_a, critic_a, critic_b, a, b):
    updates_generators, updates_critics = adam(to_b, to_a), adam(critic_a, critic_b)

    def step():
        trainable([critic_a, critic_b], False)
        fake_b, fake_a = to_b(a), to_a(b)
        cycled = F.l1_loss(to_a(fake_b), a) + F.l1_loss(to_b(fake_a), b)
        loss = squares(critic_b(fake_b), 1) + squares(critic_a(fake_a), 1) + 10 * cycled
        update(updates_generators, loss)
        trainable([critic_a, critic_b], True)
        judged = [(critic_a, a, fake_a), (critic_b, b, fake_b)]
        update(updates_critics, sum(squares(critic(real), 1) + squares(critic(fake.detach()), 0)
                                    for critic, real, fake in judged))
        return loss.item()

    return step


def drawn(*shape):
    return torch.rand(shape) * 2 - 1


CASES = {
    "pix2pix-256-b1": lambda: (unet(64, 8, dropout=True), drawn(1, 3, 256, 256), drawn(1, 3, 256, 256), patchgan(6), 100),
    "dcgan-64-b64": lambda: (dcgan(100, 64, 64), drawn(64, 100, 1, 1), drawn(64, 3, 64, 64), dcgan_discriminator(64, 64), None),
    "unet-64-b16": lambda: (unet(32, 6, dropout=True), drawn(16, 3, 64, 64), drawn(16, 3, 64, 64), patchgan(6, 32, 2), 100),
    "cyclegan-128-b1": lambda: (resnet(64), drawn(1, 3, 128, 128), drawn(1, 3, 128, 128), None, None),
}


def training(name):
    generator, source, real, critic, pixels = CASES[name]()
    if critic is not None:
        return pair(generator, critic, source, real, pixels)
    instance = torch.nn.InstanceNorm2d
    return cycle(generator, resnet(64), patchgan(3, norm=instance), patchgan(3, norm=instance), source, real)


def inference(name):
    generator, source, *_ = CASES[name]()
    generator.eval()

    def step():
        with torch.inference_mode():
            return generator(source)

    return step


if __name__ == "__main__":
    mode, name, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    run = training(name) if mode == "train" else inference(name)
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "peak":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            continue
        start, before = time.perf_counter(), time.process_time()
        run()
        print(time.perf_counter() - start, time.process_time() - before, flush=True)
