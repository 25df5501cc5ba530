"""A U-Net of the translate bench in ONNX Runtime for Python and in PyTorch, where they are installed: one JSON object.

    python3 scripts/bench/translate.py FILE.onnx BASE DEPTH N C H W THREADS
"""

import json
import pathlib
import statistics
import sys
import time

# This file's folder must not stand for packages, and the published networks lie beside it.
sys.path[0] = str(pathlib.Path(__file__).resolve().parents[1] / "golden")

RUNS = 20


def milliseconds(run):
    times = []
    for turn in range(-3, RUNS):
        start = time.perf_counter()
        run()
        if turn >= 0:
            times.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(times), 2)


def onnxruntime_ms(file, shape, threads):
    try:
        import numpy
        import onnxruntime
    except ImportError:
        return {}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    feeds = {session.get_inputs()[0].name: numpy.full(shape, 0.5, numpy.float32)}
    return {"onnxruntime_python_ms": milliseconds(lambda: session.run(None, feeds))}


def torch_ms(base, depth, shape, threads):
    try:
        import torch
        from networks import unet
    except ImportError:
        return {}
    torch.set_num_threads(threads)
    network = unet(base, depth).eval()
    x = torch.full(shape, 0.5)
    if shape[1] != 3:
        first = network.model[0]
        network.model[0] = torch.nn.Conv2d(shape[1], first.out_channels, 4, 2, 1, bias=False)
    with torch.inference_mode():
        return {"pytorch_ms": milliseconds(lambda: network(x))}


if __name__ == "__main__":
    path, *numbers = sys.argv[1:]
    base, depth, *shape, threads = map(int, numbers)
    print(json.dumps({**onnxruntime_ms(path, shape, threads), **torch_ms(base, depth, shape, threads)}))
