#!/usr/bin/env python3
"""The two commands of a developer's machine: `python3 dev.py run` and `python3 dev.py test`.

Standard library only. Either command first sets up what is missing: the system libraries that Qt links to (on Debian
as root; elsewhere they are named), `.venv` with the locked dependencies by hash, and the typefaces in
`resources/fonts`. Further: `setup` (only that), `lock` (make the lock files anew), `build` (the installer's tree).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements" / "dev.lock.txt"
FONTS = ROOT / "resources" / "fonts"
CACHE = ROOT / ".cache"

# shared library -> Debian package; found by loading, so nothing is installed on a machine that has it
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}

# Debian package -> the faces we take out of it
FACES = {
    "texlive-lang-chinese": (
        "FandolFang-Regular.otf",
        "FandolSong-Regular.otf",
        "FandolSong-Bold.otf",
        "FandolHei-Regular.otf",
        "FandolKai-Regular.otf",
    ),
    "fonts-arphic-uming": ("uming.ttc",),
    "fonts-hanazono": ("HanaMinA.ttf", "HanaMinB.ttf"),
    "fonts-noto-cjk": ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
}


def say(text: str) -> None:
    """One line of progress."""
    print(f"· {text}", flush=True)


def call(*command: str | Path, **options: object) -> None:
    """Run a command; its failure ends the set-up."""
    done = subprocess.run([str(part) for part in command], check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"failed ({done.returncode}): {' '.join(map(str, command))}")


def apt(*words: str, **options: object) -> None:
    """apt-get, asking nothing."""
    call("apt-get", "-q", *words, env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"), **options)


def is_root() -> bool:
    """Whether packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_libraries() -> None:
    """The system libraries that Qt links to: installed on Debian as root, named elsewhere."""
    if sys.platform != "linux":
        return
    wanted = dict(LIBRARIES)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "build" in sys.argv:
        wanted |= WINDOW_LIBRARIES
    lacking = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.append(package)
    if not lacking:
        return
    if shutil.which("apt-get") and is_root():
        say(f"system libraries: {' '.join(lacking)}")
        apt("update", stdout=subprocess.DEVNULL)
        apt("install", "-y", "--no-install-recommends", *lacking, stdout=subprocess.DEVNULL)
    else:
        sys.exit(
            "System libraries are missing. On Debian and its kin:\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(lacking)}"
        )


def make_venv() -> None:
    """`.venv` with the locked dependencies; left alone while lock file and Python are the same."""
    stamp = VENV / ".made-from"
    made_from = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == made_from:
        return
    say("virtual environment and dependencies (a minute or so)")
    shutil.rmtree(VENV, ignore_errors=True)
    flags = ["-q", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    try:
        import ensurepip  # noqa: F401  # absent where Debian's python3-venv is

        call(sys.executable, "-m", "venv", VENV)
        call(PYTHON, "-m", "pip", "install", *flags)
    except ImportError:
        call(sys.executable, "-m", "venv", "--without-pip", VENV)
        call(sys.executable, "-m", "pip", "--python", PYTHON, "install", *flags)
    stamp.write_text(made_from)


def finished(face: str) -> Path:
    """Where a face lies once it is ready: PostScript outlines are turned into TrueType, which the press embeds."""
    return FONTS / (face.replace(".otf", ".ttf"))


def make_fonts() -> None:
    """The typefaces, taken out of Debian packages by apt's own download (no root needed); elsewhere the system's."""
    lacking = {package: [face for face in faces if not finished(face).exists()] for package, faces in FACES.items()}
    lacking = {package: faces for package, faces in lacking.items() if faces}
    if not lacking:
        return
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        say("no packages of typefaces on this system: 仿宋, 宋体, 黑体, 楷体 are taken from the system's own")
        return
    say(f"typefaces from {', '.join(lacking)}")
    shelf = CACHE / "fonts"
    shelf.mkdir(parents=True, exist_ok=True)
    if is_root():
        apt("update", stdout=subprocess.DEVNULL)
    apt("download", *lacking, cwd=shelf, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for package in shelf.glob("*.deb"):
        call("dpkg-deb", "-x", package, shelf / "unpacked")
    found = {path.name: path for path in (shelf / "unpacked").rglob("*.[to]t[fc]")}
    outlines = []
    for face in (face for faces in lacking.values() for face in faces):
        if face.endswith(".otf"):
            outlines.append(str(found[face]))
        else:
            copy_whole(found[face], finished(face))
    if outlines:
        say("outlines to TrueType (half a minute)")
        call(PYTHON, ROOT / "dev.py", "convert", *outlines)
    shutil.rmtree(shelf)


def copy_whole(source: Path, target: Path) -> None:
    """Copy so that a broken-off copy is never taken for a whole one."""
    part = target.with_suffix(".part")
    shutil.copyfile(source, part)
    part.replace(target)


def convert_outlines(source: str) -> None:
    """Turn one face with PostScript outlines into TrueType in `resources/fonts` (runs inside `.venv`)."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(source)
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    for name in order:  # hmtx keeps each glyph's left edge; the new outlines decide it
        outlines[name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outlines[name], "xMin", 0) or 0)
    table = font["maxp"]
    table.tableVersion = 0x00010000
    for field in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
    ):
        setattr(table, field, 1 if field == "maxZones" else 0)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    for tag in ("CFF ", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "DSIG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"
    target = finished(Path(source).name)
    part = target.with_suffix(".part")
    font.save(part)
    part.replace(target)


def convert_all(sources: list[str]) -> None:
    """Every face in a process of its own: it takes ten seconds each."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor() as pool:
        list(pool.map(convert_outlines, sources))


def set_up() -> None:
    """Everything the two commands need."""
    if tuple(sys.version_info) < (3, 11):
        sys.exit("Python 3.11 or newer is needed.")
    install_libraries()
    make_venv()
    make_fonts()


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment() -> dict[str, str]:
    """The environment of the program: off screen where there is no display."""
    env = dict(os.environ, PYTHONUTF8="1")
    if not has_display():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


def run() -> int:
    """Open the program; with no display, play the whole journey on the sample office and leave its papers in out/."""
    set_up()
    words = sys.argv[2:] or ([] if has_display() else ["journey", str(ROOT / "out")])
    return subprocess.run([str(PYTHON), "-m", "desktop_app", *words], cwd=ROOT, env=environment()).returncode


def test() -> int:
    """Run the tests: first side by side, then alone those that measure what holds the window up.

    Further words go to pytest, in one run.
    """
    set_up()
    usual = "not benchmark and not sweep"
    runs = (
        [sys.argv[2:]]
        if sys.argv[2:]
        else [
            ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal", "-m", f"{usual} and not alone"],
            ["-m", f"{usual} and alone"],
        ]
    )
    codes = [
        subprocess.run([str(PYTHON), "-m", "pytest", *words], cwd=ROOT, env=environment()).returncode for words in runs
    ]
    return max(codes)


def lock() -> int:
    """Make the lock files anew from requirements/*.in; uv is only the locking tool, taken into a place of its own."""
    tool = CACHE / "uv"
    call(sys.executable, "-m", "venv", tool)
    binaries = tool / PYTHON.parent.name
    call(binaries / "python", "-m", "pip", "install", "-q", "uv")
    for name in ("runtime", "dev"):
        target = ROOT / "requirements" / f"{name}.lock.txt"
        call(
            binaries / "uv",
            "pip",
            "compile",
            "-q",
            "--universal",
            "--python-version",
            "3.11",
            "--only-binary",
            ":all:",
            "--generate-hashes",
            "--no-header",
            "--no-annotate",
            ROOT / "requirements" / f"{name}.in",
            "-o",
            target,
            env=dict(os.environ, UV_PYTHON_DOWNLOADS="never"),
        )
        if "://" in target.read_text():
            sys.exit(f"{target} names a host")
    return 0


def build() -> int:
    """The installer's tree under dist/; a library that PyInstaller can't find ends the build."""
    set_up()
    done = subprocess.run(
        [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "build_installer.spec"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    print(done.stderr[-4000:])
    if "could not resolve" in done.stderr:
        sys.exit("A system library is missing on this machine, so the built program would lack it (see above).")
    return done.returncode


def main() -> int:
    """Do what the first word says."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word == "convert":
        convert_all(sys.argv[2:])
        return 0
    verbs = {"run": run, "test": test, "lock": lock, "build": build, "setup": lambda: set_up() or 0}
    if word not in verbs:
        print(__doc__)
        return 2
    return verbs[word]()


if __name__ == "__main__":
    sys.exit(main())
