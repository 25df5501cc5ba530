"""Measures OpenCV's seamlessClone on what measure.ts keeps of its inputs by --out.

    python opencv.py FOLDER

FOLDER holds NAME-object.png, NAME-background.png, NAME-truth.png and NAME-mask.png. Prints a line of JSON like those of
measure.ts for each way to clone. Needs opencv-python-headless.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
args = parser.parse_args()
ways = {"OpenCV, normal clone": cv2.NORMAL_CLONE, "OpenCV, mixed clone": cv2.MIXED_CLONE}


def error(mask, picture, truth):
    weight = mask.astype(np.float64)[..., None] / 255
    return float((weight * (picture.astype(np.float64) - truth) ** 2).sum() / (3 * weight.sum()))


results = {name: [] for name in ways}
for path in sorted(args.folder.glob("*-object.png")):
    name = path.name.removesuffix("-object.png")
    read = lambda what, kind=cv2.IMREAD_COLOR: cv2.imread(str(args.folder / f"{name}-{what}.png"), kind)
    source, background, truth = read("object"), read("background"), read("truth").astype(np.float64)
    mask = read("mask", cv2.IMREAD_GRAYSCALE)
    # A clone may not touch the border, and is placed by the centre of its mask's frame.
    edge = 2
    padded = [cv2.copyMakeBorder(p, edge, edge, edge, edge, cv2.BORDER_REPLICATE) for p in (source, background)]
    inside = cv2.copyMakeBorder(np.uint8(mask > 127) * 255, edge, edge, edge, edge, cv2.BORDER_CONSTANT)
    x, y, width, height = cv2.boundingRect(inside)
    for way, flag in ways.items():
        cloned = cv2.seamlessClone(*padded, inside, (x + width // 2, y + height // 2), flag)
        picture = cloned[edge:-edge, edge:-edge]
        results[way].append((error(mask, source, truth), error(mask, picture, truth)))

for way, pairs in results.items():
    before, after = np.array(pairs).T
    print(
        json.dumps(
            {
                "method": way,
                "objects": len(pairs),
                "fmse": round(after.mean()),
                "pasted": round(before.mean()),
                "cut": round(1 - after.mean() / before.mean(), 3),
                "better": round(float((after < before).mean()), 3),
                "worse": round(float((after > 1.5 * before).mean()), 3),
            }
        )
    )
