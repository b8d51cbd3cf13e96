"""Copy the few front-end files that Nếp serves or prints with out of node_modules into build/.

build/vendor/  what the browser gets, at /static/…
build/fonts/   the faces that Typst sets official papers in
build/dev/     what only the tests load

Nothing is bundled or transformed, except that comments naming source maps (which are not copied)
are dropped, that the icons named in scripts/icons.txt become one sprite, and that Tabler is cut
down to what pages may use (scripts/tabler.py).
"""

import re
import shutil
import sys
from pathlib import Path

import tabler

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
ICONS = ROOT / "scripts" / "icons.txt"

# What src/nep/foundation/static/nep/fonts.css names.
SUBSETS = ("vietnamese", "latin")
WEIGHTS = ("400", "600")

COPIES = {
    "htmx.org/dist/htmx.min.js": "vendor/htmx/htmx.min.js",
    "htmx.org/LICENSE": "vendor/htmx/LICENSE",
    "bpmn-js/dist/bpmn-navigated-viewer.production.min.js": "vendor/bpmn-js/viewer.min.js",
    "bpmn-js/dist/assets/bpmn-js.css": "vendor/bpmn-js/bpmn-js.css",
    "bpmn-js/dist/assets/diagram-js.css": "vendor/bpmn-js/diagram-js.css",
    "bpmn-js/LICENSE": "vendor/bpmn-js/LICENSE",
    "sortablejs/Sortable.min.js": "vendor/sortablejs/sortable.min.js",
    "sortablejs/LICENSE": "vendor/sortablejs/LICENSE",
    "@fontsource/be-vietnam-pro/LICENSE": "vendor/be-vietnam-pro/LICENSE",
    "@tabler/icons/LICENSE": "vendor/icons/LICENSE",
    "@expo-google-fonts/tinos/LICENSE_FONT": "fonts/LICENSE-Tinos",
    "@expo-google-fonts/be-vietnam-pro/LICENSE_FONT": "fonts/LICENSE-BeVietnamPro",
    "axe-core/axe.min.js": "dev/axe.min.js",
}
TTF_FACES = {
    "tinos/{0}/Tinos_{0}.ttf": ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"),
    "be-vietnam-pro/{0}/BeVietnamPro_{0}.ttf": (
        "400Regular",
        "400Regular_Italic",
        "500Medium",
        "600SemiBold",
        "700Bold",
        "700Bold_Italic",
    ),
}
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")


def main() -> None:
    """Fill build/ afresh."""
    if not MODULES.is_dir():
        sys.exit("node_modules is missing: run `make assets`.")
    for folder in ("vendor", "fonts", "dev"):
        shutil.rmtree(BUILD / folder, ignore_errors=True)
    for source, target in COPIES.items():
        _copy(MODULES / source, BUILD / target)
    _copy_print_faces()
    _copy_web_faces()
    _cut_tabler()
    _draw_sprite()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if target.suffix in {".css", ".js"}:
        content = SOURCE_MAP.sub(b"\n", content)
    target.write_bytes(content)


def _copy_print_faces() -> None:
    for pattern, faces in TTF_FACES.items():
        for face in faces:
            source = MODULES / "@expo-google-fonts" / pattern.format(face)
            _copy(source, BUILD / "fonts" / source.name)


def _copy_web_faces() -> None:
    package = MODULES / "@fontsource" / "be-vietnam-pro" / "files"
    for weight in WEIGHTS:
        for subset in SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            _copy(package / name, BUILD / "vendor" / "be-vietnam-pro" / "files" / name)


def _cut_tabler() -> None:
    sheet = MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
    target = BUILD / "vendor" / "tabler" / "tabler.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(tabler.cut(sheet.read_text(encoding="utf-8")), encoding="utf-8")


def _draw_sprite() -> None:
    lines = ICONS.read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    symbols = "\n".join(_symbol(name) for name in names)
    target = BUILD / "vendor" / "icons" / "icons.svg"
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8"
    )


def _symbol(name: str) -> str:
    """Turn one icon into a symbol that keeps its own stroke and fill."""
    style = "filled" if name.endswith("-filled") else "outline"
    folder = MODULES / "@tabler" / "icons" / "icons" / style
    source = folder / f"{name.removesuffix('-filled')}.svg"
    if not source.exists():
        sys.exit(f"scripts/icons.txt names an icon that Tabler does not have: {name}")
    opening, body = re.fullmatch(
        r"\s*<svg([^>]*)>(.*)</svg>\s*", source.read_text(encoding="utf-8"), re.DOTALL
    ).groups()
    kept = re.findall(
        r'(?:viewBox|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"', opening
    )
    shapes = " ".join(line.strip() for line in body.strip().splitlines())
    return f'<symbol id="{name}" {" ".join(kept)}>{shapes}</symbol>'


if __name__ == "__main__":
    main()
