"""The published networks as PyTorch users write them."""

import torch
from torch import nn


def dcgan(latent, base, size):
    """Radford et al. 2015, as PyTorch's own example has it."""
    widths = [base * 2**k for k in reversed(range(size.bit_length() - 3))]
    layers = [nn.ConvTranspose2d(latent, widths[0], 4, 1, 0, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(True)]
    for incoming, outgoing in zip(widths, widths[1:]):
        layers += [nn.ConvTranspose2d(incoming, outgoing, 4, 2, 1, bias=False), nn.BatchNorm2d(outgoing), nn.ReLU(True)]
    return nn.Sequential(*layers, nn.ConvTranspose2d(widths[-1], 3, 4, 2, 1, bias=False), nn.Tanh())


class Level(nn.Module):
    """One level of pix2pix's U-Net around the next deeper one."""

    def __init__(self, incoming, width, inner, outermost=False, dropout=0.0):
        super().__init__()
        self.outermost = outermost
        down = [] if outermost else [nn.LeakyReLU(0.2, True)]
        down += [nn.Conv2d(incoming, width, 4, 2, 1, bias=False)]
        if not outermost and inner is not None:
            down += [nn.BatchNorm2d(width)]
        joined = width if inner is None else 2 * width
        up = [nn.ReLU(True), nn.ConvTranspose2d(joined, 3 if outermost else incoming, 4, 2, 1, bias=outermost)]
        up += [nn.Tanh()] if outermost else [nn.BatchNorm2d(incoming)]
        if dropout > 0:
            up += [nn.Dropout(dropout)]
        self.model = nn.Sequential(*down, *([] if inner is None else [inner]), *up)

    def forward(self, x):
        y = self.model(x)
        return y if self.outermost else torch.cat([x, y], 1)


def unet(base, depth, dropout=False):
    widths = [base * min(8, 2**k) for k in range(depth)]
    level = None
    for k in reversed(range(depth)):
        dropped = dropout and 4 <= k and depth - 3 <= k
        level = Level(widths[k - 1] if k > 0 else 3, widths[k], level, k == 0, 0.5 if dropped else 0.0)
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


def dcgan_discriminator(base, size):
    widths = [base * 2**k for k in range(size.bit_length() - 3)]
    layers = [nn.Conv2d(3, widths[0], 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)]
    for incoming, outgoing in zip(widths, widths[1:]):
        layers += [nn.Conv2d(incoming, outgoing, 4, 2, 1, bias=False), nn.BatchNorm2d(outgoing), nn.LeakyReLU(0.2, True)]
    return nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, 4, 1, 0, bias=False))


def patchgan(incoming, base=64, halvings=3, norm=nn.BatchNorm2d):
    """pix2pix's discriminator; 3 halvings judge patches of 70 px, 2 of 34."""
    bias = norm is not nn.BatchNorm2d
    layers = [nn.Conv2d(incoming, base, 4, 2, 1), nn.LeakyReLU(0.2, True)]
    width = base
    for k in range(1, halvings + 1):
        wider = base * min(8, 2**k)
        layers += [nn.Conv2d(width, wider, 4, 2 if k < halvings else 1, 1, bias=bias), norm(wider), nn.LeakyReLU(0.2, True)]
        width = wider
    return nn.Sequential(*layers, nn.Conv2d(width, 1, 4, 1, 1))
