"""Checks font files as those do who publish them, and prints what they found, a line each.

    python3 -m venv checks && checks/bin/pip install fontbakery==1.1.0 opentype-sanitizer==9.2.0 'fonttools[ufo]==4.68.0'
    npm run ganvas -- font --source FONT --chars gb2312-1 --out made.ttf      (and .otf, .woff2, .ufo)
    checks/bin/python scripts/golden/font.py made.ttf made.otf made.woff2 made.ufo

Of TTF, OTF and WOFF2: the OpenType Sanitiser, fontTools reading every table and drawing every glyph, and fontbakery's universal
profile. Two of its checks are left out: `fontdata_namecheck` asks a server, and `case_mapping` fails any set of characters with
small letters whose capitals are not in it, as the standards of East Asia have them. Of UFO: ufoLib reads and validates every file.
Ends with 1 if anything failed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import ots
from fontTools.pens.recordingPen import RecordingPen, RecordingPointPen
from fontTools.ttLib import TTFont
from fontTools.ufoLib import UFOReader

EXCLUDED = ["fontdata_namecheck", "case_mapping"]


def sanitised(path):
    result = ots.sanitize(str(path), capture_output=True)
    said = (result.stdout + result.stderr).decode().strip()
    # Of a clean file it says so, and nothing else.
    return "ots", result.returncode == 0 and "WARNING" not in said, said.splitlines()[-1] if said else "clean"


def read(path):
    font = TTFont(path, lazy=False)
    for tag in font.keys():
        font[tag]
    glyphs = font.getGlyphSet()
    for name in glyphs.keys():
        glyphs[name].draw(RecordingPen())
    return "fontTools", True, f"{len(glyphs)} glyphs, tables {' '.join(tag.strip() for tag in font.keys())}"


def baked(path):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        # It checks TTF and OTF alone; WOFF2 holds the same tables.
        font = TTFont(path)
        font.flavor = None
        plain = Path(folder, path.with_suffix(".otf" if "CFF " in font else ".ttf").name)
        font.save(plain, reorderTables=None) if path.suffix == ".woff2" else plain.write_bytes(path.read_bytes())
        excluded = [part for check in EXCLUDED for part in ("-x", check)]
        command = [Path(sys.executable).with_name("fontbakery"), "check-universal", *excluded, "-q", "--json", report, plain]
        subprocess.run(command, capture_output=True, check=False)
        found = json.loads(report.read_text())
    counts = found["result"]
    told = [
        f"{check['result']} {check['key'][1].split(':')[-1]}"
        for section in found["sections"]
        for check in section["checks"]
        if check["result"] in ("WARN", "FAIL", "FATAL", "ERROR")
    ]
    clean = all(counts.get(kind, 0) == 0 for kind in ("FAIL", "FATAL", "ERROR"))
    passed = counts.get("PASS", 0)
    return "fontbakery", clean, f"{passed} PASS; " + (", ".join(told) or "nothing else")


def validated(path):
    reader = UFOReader(path, validate=True)
    info = type("Info", (), {})()
    reader.readInfo(info)
    reader.readLib()
    reader.readKerning()
    reader.readGroups()
    reader.readFeatures()
    count = 0
    for layer in reader.getLayerNames():
        glyphs = reader.getGlyphSet(layer, validateRead=True)
        for name in glyphs.keys():
            glyphs.readGlyph(name, type("Glyph", (), {})(), RecordingPointPen())
            count += 1
    return "ufoLib", True, f"{count} glyphs of {info.familyName} {info.styleName}"


def attempt(check, path):
    try:
        return check(path)
    except Exception as error:
        return check.__name__, False, f"{type(error).__name__}: {error}"


failed = False
for path in map(Path, sys.argv[1:]):
    for check in [validated] if path.suffix == ".ufo" else [sanitised, read, baked]:
        name, fine, said = attempt(check, path)
        failed = failed or not fine
        print(f"{path.name}  {name:10}  {'passes' if fine else 'FAILS'}  {said}", flush=True)
sys.exit(failed)
