"""The network of font-han-128 in PyTorch, where it is installed, on one thread and one glyph at a time: one JSON object.

    python3 scripts/bench/font.py STYLES GLYPHS

The layers of electron/nets/glyphUnet.ts with weights of no meaning: figures of speed alone.
"""

import json
import statistics
import sys
import time

BASE, EMBEDDING, FINEST = 16, 64, 8


def main(styles, glyphs):
    try:
        import torch
        from torch import nn
        from torch.nn import functional as F
    except ImportError:
        return {}
    torch.set_num_threads(1)
    torch.manual_seed(0)
    c0, c1, c2, c3 = (times * BASE for times in (1, 2, 6, 12))

    class InStyle(nn.Module):
        def __init__(self, inner, channels):
            super().__init__()
            self.inner, self.film = inner, nn.Linear(EMBEDDING, 2 * channels)

        def forward(self, x, wanted):
            scale, shift = self.film(wanted)[..., None, None].chunk(2, 1)
            return F.leaky_relu(self.inner(x) * (1 + scale) + shift, 0.2)

    def same(before, after):
        return InStyle(nn.Conv2d(before, after, 3, 1, 1), after)

    def down(before, after):
        return InStyle(nn.Conv2d(before, after, 4, 2, 1), after)

    def up(before, after):
        return InStyle(nn.ConvTranspose2d(before, after, 4, 2, 1), after)

    class Changed(nn.Module):
        def __init__(self, channels):
            super().__init__()
            self.first, self.second = same(channels, channels), nn.Conv2d(channels, channels, 3, 1, 1)

        def forward(self, x, wanted):
            return x + self.second(self.first(x, wanted))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.table = nn.Linear(styles, EMBEDDING, bias=False)
            self.enter, self.down1, self.down2, self.down3 = same(4, c0), down(c0, c1), down(c1, c2), down(c2, c3)
            self.middle1, self.waist = Changed(c2), Changed(c3)
            self.up3, self.up2, self.up1 = up(c3, c2), up(2 * c2, c1), up(2 * c1, c0)
            self.middle2, self.out1 = same(c1, c1), same(2 * c0, 4 * FINEST)
            self.out = nn.Conv2d(FINEST, 1, 3, 1, 1)

        def forward(self, field, style):
            wanted = self.table(style)
            half = self.enter(F.pixel_unshuffle(field, 2), wanted)
            quarter = self.down1(half, wanted)
            eighth = self.middle1(self.down2(quarter, wanted), wanted)
            waist = self.waist(self.down3(eighth, wanted), wanted)
            up_eighth = self.up3(waist, wanted)
            up_quarter = self.middle2(self.up2(torch.cat([up_eighth, eighth], 1), wanted), wanted)
            up_half = self.up1(torch.cat([up_quarter, quarter], 1), wanted)
            full = F.pixel_shuffle(self.out1(torch.cat([up_half, half], 1), wanted), 2)
            return self.out(full)

    network = Network().eval()
    field, style = torch.randn(1, 1, 128, 128), torch.eye(styles)[:1]
    seconds = []
    with torch.inference_mode():
        for k in range(glyphs + 5):
            began = time.perf_counter()
            network(field, style)
            if k >= 5:
                seconds.append(time.perf_counter() - began)
    return {"pytorch_milliseconds": 1000 * statistics.median(seconds)}


print(json.dumps(main(*map(int, sys.argv[1:]))))
