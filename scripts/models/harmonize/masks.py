"""Cuts the main object out of each photograph of a folder, by OpenCV's GrabCut from a frame about its middle.

    python masks.py FOLDER OUT [--side 512]

OUT receives NAME.png, the photograph with its longest side at most SIDE, and NAME-mask.png; photographs whose object
covers less than a fiftieth or more than half are left out. For measuring alone: measure.ts reads such folders.
Needs opencv-python-headless.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
parser.add_argument("out", type=Path)
parser.add_argument("--side", type=int, default=512)
args = parser.parse_args()
args.out.mkdir(parents=True, exist_ok=True)
cv2.setRNGSeed(1)

for path in sorted(args.folder.iterdir()):
    picture = cv2.imread(str(path))
    if picture is None:
        continue
    scale = min(1, args.side / max(picture.shape[:2]))
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = picture.shape[:2]
    labels = np.zeros((height, width), np.uint8)
    frame = (width // 6, height // 6, width * 2 // 3, height * 2 // 3)
    cv2.grabCut(picture, labels, frame, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_RECT)
    inside = ((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)).astype(np.uint8)
    inside = cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, regions, stats, _ = cv2.connectedComponentsWithStats(inside)
    if count < 2:
        continue
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    mask = cv2.GaussianBlur((regions == largest).astype(np.float32), (3, 3), 0)
    if not 0.02 < mask.mean() < 0.5:
        continue
    cv2.imwrite(str(args.out / f"{path.stem}.png"), picture)
    cv2.imwrite(str(args.out / f"{path.stem}-mask.png"), np.round(255 * mask).astype(np.uint8))
