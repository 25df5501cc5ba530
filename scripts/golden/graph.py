"""Works out every example of every graph operator in PyTorch, in double precision.

    python3 scripts/golden/graph.py [Operator…]            (needs torch 2.13.0)

Writes tests/golden/graph/<Operator>.jsonl, of those named or of all, a line for each example: outputs, gradients of a
weighted sum of the outputs, and gradients of a weighted sum of those gradients. The examples come from the operators
themselves (electron/graph/testing/listExamples.fixture.ts); what an ONNX operator means is written here once more, with
PyTorch's own functions.
"""

import json
import math
import pathlib
import subprocess
import sys

import torch
import torch.nn.functional as F

ROOT = pathlib.Path(__file__).resolve().parents[2]
INT64_MAX = 2**63 - 1


class Attributes(dict):
    def __call__(self, name, default=None):
        return self.get(name, default)


def tensor(record):
    dtypes = {"float32": torch.float64, "float64": torch.float64, "bool": torch.bool}
    data = record["data"]
    dtype = dtypes.get(record["dtype"], torch.int64)
    if dtype == torch.int64:
        data = [max(-INT64_MAX, min(INT64_MAX, int(number))) for number in data]
    return torch.tensor(data, dtype=dtype).reshape(record["shape"])


# Windows


def same_margins(extents, kernel, strides, dilations, upper):
    before, after = [], []
    for extent, size, stride, dilation in zip(extents, kernel, strides, dilations):
        total = max(0, (math.ceil(extent / stride) - 1) * stride + (size - 1) * dilation + 1 - extent)
        small, large = total // 2, total - total // 2
        before.append(small if upper else large)
        after.append(large if upper else small)
    return before, after


def windows(extents, kernel, a):
    rank = len(kernel)
    strides, dilations = a("strides", [1] * rank), a("dilations", [1] * rank)
    auto = a("auto_pad", "NOTSET")
    if auto.startswith("SAME"):
        before, after = same_margins(extents, kernel, strides, dilations, auto == "SAME_UPPER")
    else:
        pads = a("pads", [0] * 2 * rank) if auto == "NOTSET" else [0] * 2 * rank
        before, after = pads[:rank], pads[rank:]
    return strides, dilations, before, after


def margins(before, after):
    return [count for pair in reversed(list(zip(before, after))) for count in pair]


def conv(a, x, w, b=None):
    strides, dilations, before, after = windows(x.shape[2:], w.shape[2:], a)
    padded = F.pad(x, margins(before, after))
    function = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[w.dim() - 2]
    return function(padded, w, b, stride=strides, dilation=dilations, groups=a("group", 1))


def conv_transpose(a, x, w, b=None):
    rank = w.dim() - 2
    strides, dilations = a("strides", [1] * rank), a("dilations", [1] * rank)
    surplus = a("output_padding", [0] * rank)
    function = {1: F.conv_transpose1d, 2: F.conv_transpose2d}[rank]
    full = function(x, w, None, stride=strides, dilation=dilations, groups=a("group", 1))
    if any(surplus):
        full = F.pad(full, margins([0] * rank, surplus))
    if b is not None:
        full = full + b.reshape([1, -1] + [1] * rank)
    auto = a("auto_pad", "NOTSET")
    wanted = a("output_shape")
    if auto.startswith("SAME"):
        wanted = [count * stride for count, stride in zip(x.shape[2:], strides)]
    if wanted:
        total = [size - want for size, want in zip(full.shape[2:], wanted)]
        small, large = [t // 2 for t in total], [t - t // 2 for t in total]
        before, after = (small, large) if auto == "SAME_UPPER" else (large, small)
    else:
        pads = a("pads", [0] * 2 * rank)
        before, after = pads[:rank], pads[rank:]
    return F.pad(full, margins([-p for p in before], [-p for p in after]))


def ceil_margins(extents, kernel, strides, dilations, before, after, ceil):
    """Margins that let rounded-up windows fit, and how many windows there are."""
    extra, counts = [], []
    for extent, size, stride, dilation, b, e in zip(extents, kernel, strides, dilations, before, after):
        reach = (size - 1) * dilation + 1
        room = extent + b + e - reach
        count = (math.ceil(room / stride) if ceil else room // stride) + 1
        if ceil and (count - 1) * stride >= extent + b:
            count -= 1
        counts.append(count)
        extra.append(max(0, (count - 1) * stride + reach - extent - b))
    return extra, counts


def unfold(x, kernel, strides, dilations, counts):
    """[N, C, positions, taps] of an already padded tensor of one or two spatial axes."""
    if len(kernel) == 1:
        x, kernel, strides, dilations, counts = x[:, :, None], [1, *kernel], [1, *strides], [1, *dilations], [1, *counts]
    n, c = x.shape[:2]
    need = [(k - 1) * d + 1 + (o - 1) * s for k, d, o, s in zip(kernel, dilations, counts, strides)]
    columns = F.unfold(x[:, :, : need[0], : need[1]], kernel, dilation=dilations, stride=strides)
    return columns.reshape(n, c, kernel[0] * kernel[1], -1).transpose(2, 3)


def pooled(a, x, fill):
    extents, kernel = x.shape[2:], a("kernel_shape")
    strides, dilations, before, after = windows(extents, kernel, a)
    extra, counts = ceil_margins(extents, kernel, strides, dilations, before, after, a("ceil_mode", 0))
    end = [max(e, need) for e, need in zip(after, extra)]
    padded = F.pad(x, margins(before, end), value=fill)
    return unfold(padded, kernel, strides, dilations, counts), counts, (before, after, end)


def average_pool(a, x):
    taps, counts, (before, after, end) = pooled(a, x, 0.0)
    ones = torch.ones_like(x[:1, :1])
    if a("count_include_pad", 0):
        ones = F.pad(ones, margins(before, after), value=1.0)
        ones = F.pad(ones, margins([0] * len(end), [e - p for e, p in zip(end, after)]))
    else:
        ones = F.pad(ones, margins(before, end))
    kernel = a("kernel_shape")
    strides, dilations, _, _ = windows(x.shape[2:], kernel, a)
    counted = unfold(ones, kernel, strides, dilations, counts).sum(-1)
    return (taps.sum(-1) / counted).reshape(*x.shape[:2], *counts)


def max_pool(a, x):
    taps, counts, _ = pooled(a, x, float("-inf"))
    return taps.max(-1).values.reshape(*x.shape[:2], *counts)


# Everything else


def reduction(function):
    def reduce(a, x, axes=None):
        dims = [int(axis) % x.dim() for axis in axes] if axes is not None else list(range(x.dim()))
        if a("noop_with_empty_axes", 0) and not dims:
            return function(x[..., None], [-1], False)
        return function(x, dims, bool(a("keepdims", 1)))

    return reduce


def product(x, dims, keep):
    for dim in sorted(dims, reverse=True):
        x = torch.prod(x, dim, keepdim=keep)
    return x


def split(a, x, sizes=None):
    axis = a("axis", 0)
    if sizes is None:
        return tuple(torch.split(x, math.ceil(x.shape[axis] / a("num_outputs")), axis))
    return tuple(torch.split(x, sizes.tolist(), axis))


def slices(a, x, starts, ends, axes=None, steps=None):
    axes = axes.tolist() if axes is not None else range(len(starts))
    steps = steps.tolist() if steps is not None else [1] * len(starts)
    for start, end, axis, step in zip(starts.tolist(), ends.tolist(), axes, steps):
        kept = list(range(x.shape[axis]))[slice(start, None if end == -INT64_MAX else end, step)]
        x = torch.index_select(x, axis, torch.tensor(kept))
    return x


def pad(a, x, pads, value=None, axes=None):
    axes = [axis % x.dim() for axis in axes.tolist()] if axes is not None else list(range(x.dim()))
    pads = pads.tolist()
    before, after = [0] * x.dim(), [0] * x.dim()
    for k, axis in enumerate(axes):
        before[axis], after[axis] = pads[k], pads[k + len(axes)]
    mode = a("mode", "constant")
    if mode == "constant":
        inside = F.pad(x, margins(before, after))
        if value is None:
            return inside
        return inside + value * (1 - F.pad(torch.ones_like(x), margins(before, after)))
    for axis in range(x.dim()):
        at = torch.arange(-before[axis], x.shape[axis] + after[axis])
        last = x.shape[axis] - 1
        if mode == "wrap":
            at = at % x.shape[axis]
        else:
            at = at.clamp(0, last) if mode == "edge" else torch.where(at.abs() > last, 2 * last - at, at.abs())
        x = torch.index_select(x, axis, at)
    return x


def scatter(a, x, indices, updates):
    axis = a("axis", 0)
    indices = indices % x.shape[axis]
    return (x.scatter_add if a("reduction") == "add" else x.scatter)(axis, indices, updates)


def gather_nd(a, x, indices):
    batch = a("batch_dims", 0)
    if batch:
        return torch.stack([gather_nd(Attributes({"batch_dims": batch - 1}), *pair) for pair in zip(x, indices)])
    return x[tuple(indices.unbind(-1))]


def trilu(a, x, k=None):
    return (torch.triu if a("upper", 1) else torch.tril)(x, 0 if k is None else int(k))


def top_k(a, x, count):
    return tuple(torch.topk(x, int(count), a("axis", -1), bool(a("largest", 1)), True))


def rms_norm(a, x, scale):
    axes = list(range(a("axis", -1) % x.dim(), x.dim()))
    return x * torch.rsqrt(x.square().mean(axes, keepdim=True) + a("epsilon", 1e-5)) * scale


def grid_sample(a, x, grid):
    """Point by point, because PyTorch's own function cannot be differentiated twice."""
    height, width = x.shape[2:]
    aligned, border = a("align_corners", 0), a("padding_mode", "zeros") == "border"
    at = [(grid[..., k] + 1) / 2 * (size - 1) if aligned else ((grid[..., k] + 1) * size - 1) / 2
          for k, size in enumerate((width, height))]
    own = F.grid_sample(x, grid, "bilinear", a("padding_mode", "zeros"), bool(aligned))
    floors = [v.detach().floor().long() for v in at]
    batch = torch.arange(x.shape[0])[:, None, None]
    total = 0
    for down in (0, 1):
        for across in (0, 1):
            column, row = floors[0] + across, floors[1] + down
            seen = (column >= 0) & (column < width) & (row >= 0) & (row < height) | border
            pixels = x[batch, :, row.clamp(0, height - 1), column.clamp(0, width - 1)]
            share = (1 - (at[0] - column).abs()) * (1 - (at[1] - row).abs()) * seen
            total = total + share[..., None] * pixels
    total = total.permute(0, 3, 1, 2)
    assert torch.allclose(total, own)
    return total


def gather(a, x, indices):
    axis = a("axis", 0) % x.dim()
    rows = torch.index_select(x, axis, indices.reshape(-1) % x.shape[axis])
    return rows.reshape(*x.shape[:axis], *indices.shape, *x.shape[axis + 1 :])


def one_hot(a, indices, depth, values):
    known = (indices >= -int(depth)) & (indices < int(depth))
    chosen = (F.one_hot(indices % int(depth), int(depth)) * known[..., None]).to(values.dtype)
    chosen = torch.movedim(chosen, -1, a("axis", -1))
    return values[0] + (values[1] - values[0]) * chosen


def cumsum(a, x, axis):
    axis = int(axis)
    if a("reverse", 0):
        x = x.flip(axis)
    total = torch.cumsum(x, axis) - (x if a("exclusive", 0) else 0)
    return total.flip(axis) if a("reverse", 0) else total


def gemm(a, x, w, c=None):
    left, right = (x.T if a("transA", 0) else x), (w.T if a("transB", 0) else w)
    y = a("alpha", 1.0) * (left @ right)
    return y if c is None else y + a("beta", 1.0) * c


def batch_norm(a, x, scale, bias, mean, variance):
    mean, variance = mean.clone(), variance.clone()
    if not a("training_mode", 0):
        shape = [1, -1] + [1] * (x.dim() - 2)
        normal = (x - mean.reshape(shape)) / torch.sqrt(variance.reshape(shape) + a("epsilon", 1e-5))
        return normal * scale.reshape(shape) + bias.reshape(shape)
    y = F.batch_norm(x, None, None, scale, bias, training=True, eps=a("epsilon", 1e-5))
    dims, momentum = [d for d in range(x.dim()) if d != 1], a("momentum", 0.9)
    running = [momentum * old + (1 - momentum) * new for old, new in
               ((mean, x.mean(dims)), (variance, x.var(dims, unbiased=False)))]
    return y, *(value.detach() for value in running)


def layer_norm(a, x, scale, bias=None):
    axis = a("axis", -1) % x.dim()
    dims = list(range(axis, x.dim()))
    normal = F.layer_norm(x, x.shape[axis:], eps=a("epsilon", 1e-5)) * scale
    y = normal if bias is None else normal + bias
    deviation = 1 / torch.sqrt(x.var(dims, unbiased=False, keepdim=True) + a("epsilon", 1e-5))
    return y, x.mean(dims, keepdim=True).detach(), deviation.detach()


def cubic(distance, a):
    d = abs(distance)
    if d <= 1:
        return (a + 2) * d**3 - (a + 3) * d**2 + 1
    return a * (d**3 - 5 * d**2 + 8 * d - 4) if d < 2 else 0.0


def resize_axis(a, x, axis, size, scale):
    """By ONNX's definition, sample by sample, for the ways that PyTorch does not know."""
    n = x.shape[axis]
    at = {
        "half_pixel": lambda i: (i + 0.5) / scale - 0.5,
        "asymmetric": lambda i: i / scale,
        "half_pixel_symmetric": lambda i: n / 2 * (1 - size / (scale * n)) + (i + 0.5) / scale - 0.5,
    }[a("coordinate_transformation_mode", "half_pixel")]
    rounded = {
        "round_prefer_floor": lambda p: math.ceil(p - 0.5),
        "round_prefer_ceil": lambda p: math.floor(p + 0.5),
        "floor": math.floor,
        "ceil": math.ceil,
    }[a("nearest_mode", "round_prefer_floor")]
    samples = []
    for i in range(size):
        place, mode = at(i), a("mode", "nearest")
        if mode == "nearest":
            weights = {rounded(place): 1.0}
        elif mode == "linear":
            weights = {math.floor(place): 1 - place % 1, math.floor(place) + 1: place % 1}
        else:
            around = range(math.floor(place) - 1, math.floor(place) + 3)
            weights = {k: cubic(place - k, a("cubic_coeff_a", -0.75)) for k in around}
        if a("antialias", 0) and mode == "linear" and scale < 1:
            around = range(math.ceil(place - 1 / scale), math.floor(place + 1 / scale) + 1)
            weights = {k: 1 - abs(k - place) * scale for k in around}
            weights = {k: w / sum(weights.values()) for k, w in weights.items()}
        if a("exclude_outside", 0):
            weights = {k: w for k, w in weights.items() if 0 <= k < n}
            total = sum(weights.values())
            weights = {k: w / total for k, w in weights.items()}
        samples.append(sum(w * x.select(axis, min(max(k, 0), n - 1)) for k, w in weights.items()))
    return torch.stack(samples, axis)


def resize_plainly(a, x, scales, sizes):
    for axis in range(x.dim()):
        size = sizes[axis] if sizes else math.floor(x.shape[axis] * scales[axis])
        scale = scales[axis] if scales else size / x.shape[axis]
        if (size, scale) != (x.shape[axis], 1):
            x = resize_axis(a, x, axis, int(size), scale)
    return x


def resize(a, x, roi=None, scales=None, sizes=None):
    """By PyTorch's own function, where it has one for the many ways."""
    lists = [values.tolist() if values is not None else None for values in (scales, sizes)]
    if a("antialias", 0) and a("exclude_outside", 0):
        name = {"linear": "bilinear", "cubic": "bicubic"}[a("mode")]
        return F.interpolate(x, size=sizes.tolist()[2:], mode=name, align_corners=False, antialias=True)
    mode, how = a("mode", "nearest"), a("coordinate_transformation_mode", "half_pixel")
    spatial = x.dim() - 2
    factors = scales.tolist()[-spatial:] if scales is not None else None
    size = sizes.tolist()[-spatial:] if sizes is not None else None
    torch_mode = {"nearest": "nearest", "linear": "bilinear", "cubic": "bicubic"}[mode]
    options = {}
    if mode == "nearest":
        if (how, a("nearest_mode")) != ("asymmetric", "floor"):
            return resize_plainly(a, x, *lists)
    elif how == "align_corners":
        options = {"align_corners": True}
    elif a("antialias", 0):
        return resize_plainly(a, x, *lists)
    elif how in ("half_pixel", "pytorch_half_pixel") and not a("exclude_outside", 0) and a("cubic_coeff_a", -0.75) == -0.75:
        options = {"align_corners": False}
    else:
        return resize_plainly(a, x, *lists)
    return F.interpolate(x, size=size, scale_factor=factors, mode=torch_mode, **options)


def depth_to_space(a, x):
    block = a("blocksize")
    n, c, h, w = x.shape
    if a("mode", "DCR") == "CRD":
        return F.pixel_shuffle(x, block)
    cells = x.reshape(n, block, block, c // block**2, h, w)
    return cells.permute(0, 3, 4, 1, 5, 2).reshape(n, c // block**2, h * block, w * block)


def space_to_depth(a, x):
    block = a("blocksize")
    n, c, h, w = x.shape
    cells = x.reshape(n, c, h // block, block, w // block, block)
    return cells.permute(0, 3, 5, 1, 2, 4).reshape(n, c * block**2, h // block, w // block)


def cast(a, x):
    to = {1: torch.float64, 11: torch.float64, 7: torch.int64, 9: torch.bool}[a("to")]
    return x.to(to)


def reshape(a, x, shape):
    wanted = shape.tolist()
    if a("allowzero", 0):
        return x.reshape(wanted)
    return x.reshape([x.shape[k] if extent == 0 else extent for k, extent in enumerate(wanted)])


def squeeze(a, x, axes=None):
    if axes is None:
        return x.squeeze()
    for axis in sorted((axis % x.dim() for axis in axes.tolist()), reverse=True):
        x = x.squeeze(axis)
    return x


def unsqueeze(a, x, axes):
    rank = x.dim() + len(axes)
    for axis in sorted(axis % rank for axis in axes.tolist()):
        x = x.unsqueeze(axis)
    return x


def flatten(a, x):
    axis = a("axis", 1)
    axis = axis + x.dim() if axis < 0 else axis
    return x.reshape(math.prod(x.shape[:axis]), -1)


def extremum(function):
    def choose(a, *values):
        result = values[0]
        for value in values[1:]:
            result = function(result, value)
        return result

    return choose


def clip(a, x, low=None, high=None):
    x = x if low is None else torch.maximum(x, low)
    return x if high is None else torch.minimum(x, high)


def constant(a):
    value = a("value")
    if value is not None:
        return tensor(value)
    for name in ("value_float", "value_floats"):
        if name in a:
            return torch.tensor(a(name), dtype=torch.float64)
    return torch.tensor(a("value_int", a("value_ints")))


def constant_of_shape(a, shape):
    value = tensor(a("value")) if a("value") else torch.zeros(1, dtype=torch.float64)
    return value.expand(shape.tolist())


def elementwise(function):
    return lambda a, *values: function(*values)


OPERATORS = {
    **{name: elementwise(function) for name, function in {
        "Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div, "Pow": torch.pow,
        "Neg": torch.neg, "Exp": torch.exp, "Log": torch.log, "Sqrt": torch.sqrt, "Abs": torch.abs,
        "Sign": torch.sign, "Floor": torch.floor, "Ceil": torch.ceil, "Reciprocal": torch.reciprocal,
        "Sin": torch.sin, "Cos": torch.cos, "Atan": torch.atan, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "Erf": torch.erf,
        "Softplus": F.softplus, "Relu": F.relu, "Identity": torch.clone, "Not": torch.logical_not,
        "And": torch.logical_and, "Or": torch.logical_or, "Xor": torch.logical_xor, "Equal": torch.eq,
        "Less": torch.lt, "LessOrEqual": torch.le, "Greater": torch.gt, "GreaterOrEqual": torch.ge,
        "Where": torch.where, "MatMul": torch.matmul,
    }.items()},
    "Mod": lambda a, x, y: torch.fmod(x, y) if a("fmod") else torch.remainder(x, y),
    "Min": extremum(torch.minimum),
    "Max": extremum(torch.maximum),
    "LeakyRelu": lambda a, x: F.leaky_relu(x, a("alpha", 0.01)),
    "PRelu": lambda a, x, slope: torch.where(x < 0, x * slope, x),
    "Elu": lambda a, x: F.elu(x, a("alpha", 1.0)),
    "HardSigmoid": lambda a, x: torch.clamp(a("alpha", 0.2) * x + a("beta", 0.5), 0, 1),
    "HardSwish": lambda a, x: x * torch.clamp(x / 6 + 0.5, 0, 1),
    "Selu": lambda a, x: a("gamma", 1.05070102214813232421875) * torch.where(
        x > 0, x, a("alpha", 1.67326319217681884765625) * torch.expm1(x)),
    "Celu": lambda a, x: F.celu(x, a("alpha", 1.0)),
    "Mish": lambda a, x: x * torch.tanh(F.softplus(x)),
    "Trilu": trilu,
    "TopK": top_k,
    "GatherND": gather_nd,
    "GridSample": grid_sample,
    "RMSNormalization": rms_norm,
    "Gelu": lambda a, x: F.gelu(x, approximate=a("approximate", "none")),
    "Clip": clip,
    "Cast": cast,
    "Softmax": lambda a, x: F.softmax(x, a("axis", -1)),
    "LogSoftmax": lambda a, x: F.log_softmax(x, a("axis", -1)),
    "ReduceSum": reduction(lambda x, d, k: torch.sum(x, d, keepdim=k)),
    "ReduceMean": reduction(lambda x, d, k: torch.mean(x, d, keepdim=k)),
    "ReduceMax": reduction(lambda x, d, k: torch.amax(x, d, keepdim=k)),
    "ReduceMin": reduction(lambda x, d, k: torch.amin(x, d, keepdim=k)),
    "ReduceProd": reduction(product),
    "ReduceL1": reduction(lambda x, d, k: x.abs().sum(d, keepdim=k)),
    "ReduceL2": reduction(lambda x, d, k: torch.linalg.vector_norm(x, dim=d, keepdim=k)),
    "ReduceLogSumExp": reduction(lambda x, d, k: torch.logsumexp(x, d, keepdim=k)),
    "ReduceSumSquare": reduction(lambda x, d, k: x.square().sum(d, keepdim=k)),
    "Concat": lambda a, *parts: torch.cat(parts, a("axis", 0)),
    "Split": split,
    "Slice": slices,
    "Pad": pad,
    "Reshape": reshape,
    "Flatten": flatten,
    "Squeeze": squeeze,
    "Unsqueeze": unsqueeze,
    "Transpose": lambda a, x: x.permute(a("perm", list(reversed(range(x.dim()))))),
    "Expand": lambda a, x, shape: x * torch.ones(shape.tolist(), dtype=x.dtype),
    "Tile": lambda a, x, repeats: x.repeat(repeats.tolist()),
    "Gather": gather,
    "GatherElements": lambda a, x, indices: torch.gather(x, a("axis", 0), indices % x.shape[a("axis", 0)]),
    "ScatterElements": scatter,
    "OneHot": one_hot,
    "CumSum": cumsum,
    "Einsum": lambda a, *operands: torch.einsum(a("equation"), *operands),
    "Gemm": gemm,
    "Conv": conv,
    "ConvTranspose": conv_transpose,
    "AveragePool": average_pool,
    "MaxPool": max_pool,
    "GlobalAveragePool": lambda a, x: x.mean(list(range(2, x.dim())), keepdim=True),
    "GlobalMaxPool": lambda a, x: x.amax(list(range(2, x.dim())), keepdim=True),
    "BatchNormalization": batch_norm,
    "InstanceNormalization": lambda a, x, s, b: F.instance_norm(x, weight=s, bias=b, eps=a("epsilon", 1e-5)),
    "LayerNormalization": layer_norm,
    "GroupNormalization": lambda a, x, s, b: F.group_norm(x, a("num_groups"), s, b, a("epsilon", 1e-5)),
    "Dropout": lambda a, x, ratio=None, training=None: F.dropout(x, 0.0),
    "Resize": resize,
    "DepthToSpace": depth_to_space,
    "SpaceToDepth": space_to_depth,
    "Shape": lambda a, x: torch.tensor(x.shape)[a("start", 0) : a("end")],
    "Constant": constant,
    "ConstantOfShape": constant_of_shape,
    "Range": lambda a, start, limit, delta: torch.arange(start.item(), limit.item(), delta.item()),
}


def derivatives(total, inputs, create_graph):
    if not inputs:
        return []
    if not (isinstance(total, torch.Tensor) and total.requires_grad):
        return [torch.zeros_like(x) for x in inputs]
    found = torch.autograd.grad(total, inputs, create_graph=create_graph, allow_unused=True)
    return [torch.zeros_like(x) if g is None else g for x, g in zip(inputs, found)]


def weighted(values, weights):
    return sum((value.reshape(-1) * torch.tensor(w, dtype=torch.float64)).sum() for value, w in zip(values, weights))


def numbers(value):
    if value._is_zerotensor():  # How PyTorch hands back a gradient that it knows to vanish.
        return [0.0] * value.numel()
    return [float(f"{x:.9g}") for x in value.detach().to(torch.float64).reshape(-1).tolist()]


def work(example):
    records = example["inputs"]
    values = [None if record is None else tensor(record) for record in records]
    drawn = [value.requires_grad_() for value, record in zip(values, records) if record and record["drawn"]]
    result = OPERATORS[example["operator"]](Attributes(example["attributes"]), *values)
    outputs = list(result) if isinstance(result, tuple) else [result]
    floating = [value for value in outputs if value.is_floating_point()]
    first = derivatives(weighted(floating, example["weights"]), drawn, True) if example["weights"] else []
    second = derivatives(weighted(first, example["secondWeights"]), drawn, False) if first else []
    return {
        "example": example["label"],
        "outputs": [numbers(value) for value in outputs],
        "gradients": [numbers(value) for value in first],
        "second": [numbers(value) for value in second],
    }


def main():
    script = ["node", "scripts/run.mjs", "electron/graph/testing/listExamples.fixture.ts"]
    examples = json.loads(subprocess.run(script, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    if named := sys.argv[1:]:
        examples = [example for example in examples if example["operator"] in named]
    folder = ROOT / "tests/golden/graph"
    folder.mkdir(parents=True, exist_ok=True)
    for operator in dict.fromkeys(example["operator"] for example in examples):
        results = [work(example) for example in examples if example["operator"] == operator]
        lines = [json.dumps(result, separators=(",", ":")) + "\n" for result in results]
        (folder / f"{operator}.jsonl").write_text("".join(lines))
    print(f"PyTorch {torch.__version__}: {len(examples)} examples")


if __name__ == "__main__":
    main()
