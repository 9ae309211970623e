"""``python -m dashboard export``: pictures, files, reports and static pages of a view from the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tqdm import tqdm

from dashboard import asked, data, downloads, drawing, export, pictures, report, site
from dashboard.downloads import bundles
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.view import View

# What describes tables at an address is of no use beside files, which carry the same in them.
_TABLES = (*downloads.PLAIN, *(name for name in downloads.TABLES if name != downloads.DESCRIPTION))
_WHOLE, _PART, _NOTHING = 0, 1, 2


class UsageError(Exception):
    """What is asked for on the command line cannot be; the message is one line."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an export: the exit code, and a line for each thing to say."""

    code: int
    said: tuple[str, ...]


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    found = argparse.ArgumentParser(
        prog="python -m dashboard export",
        description="Take a view away: a picture, a file, a report, all of it, or a folder of static pages.",
        epilog="exit codes: 0 all written; 1 some could not be, each is named; 2 nothing written",
    )
    found.add_argument(
        "--view", action="append", metavar="QUERY", help="what stands after ? in its address; again for more pages"
    )
    found.add_argument("--chart", metavar="NAME", help=f"{', '.join(export.CHARTS)}; charts for a zip of all")
    found.add_argument("--format", metavar="KIND", help=", ".join((*pictures.KINDS, *downloads.OF_CHARTS)))
    found.add_argument("--size", choices=tuple(export.SIZES), help="a size by purpose (slide)")
    for name in ("width", "height", "scale"):
        found.add_argument(f"--{name}", metavar="NUMBER", help=f"{name} of a size of your own")
    found.add_argument("--no-caption", action="store_true", help="leave title, notes and sources out of a picture")
    found.add_argument("--whole", action="store_true", help="name every milestone of the timeline; always so in PDF")
    found.add_argument("--file", metavar="NAME", help=", ".join(_TABLES))
    found.add_argument("--report", action="store_true", help="a written report, HTML or PDF as --out is named")
    found.add_argument("--all", action="store_true", help="everything, into the folder --out")
    found.add_argument("--site", metavar="DIR", help="static pages of the views into a folder")
    found.add_argument("--out", metavar="PATH", help="the file, or with --all the folder")
    found.add_argument("--link", default="", metavar="URL", help="address of the page, written into what is exported")
    found.add_argument("--data", metavar="DIR", help="folder of the tables; the shipped ones where left out")
    found.add_argument("--documents", metavar="DIR", help="folder of the documents, to show their passages")
    return found


def run(arguments: list[str]) -> Done:
    """Export what the arguments say; nothing is raised for what a person can mistype."""
    given = parser().parse_args(arguments)
    try:
        return _run(given)
    except (UsageError, asked.RefusedError, data.TablesError, OSError, ValueError) as error:
        return Done(_NOTHING, (" ".join(str(error).split()),))
    finally:
        pictures.studio().close()


def _run(given: argparse.Namespace) -> Done:
    chosen = [name for name in ("chart", "file", "report", "all", "site") if getattr(given, name)]
    if len(chosen) != 1:
        raise UsageError("expected one of --chart, --file, --report, --all, --site")
    if not given.site and not given.out:
        raise UsageError("--out is missing: where to write")
    views = _views(given)
    if given.site:
        return _site(views, Path(given.site))
    return _written(Path(given.out), _jobs(given, views[0]), folder=given.all)


def _views(given: argparse.Namespace) -> list[View]:
    settings = Settings.from_environment()
    tables = given.data or settings.data_dir
    documents = given.documents or settings.documents_dir
    store = data.load(Path(tables) if tables else data.shipped_tables(), Path(documents) if documents else None)
    return [asked.view(store, address.lstrip("?")) for address in given.view or [""]]


def _site(views: list[View], folder: Path) -> Done:
    with _progress(len(views) + 3) as bar:
        written = site.write(views, folder, lambda _: _step(bar))
    return Done(_WHOLE, (f"{folder}: {len(written)} files",))


def _written(out: Path, jobs: Mapping[str, Callable[[], bytes]], *, folder: bool) -> Done:
    """Write each job's file; one that cannot be made costs no other."""
    said, made = [], 0
    (out if folder else out.parent).mkdir(parents=True, exist_ok=True)
    with _progress(len(jobs)) as bar:
        for name, make in jobs.items():
            try:
                (out / name if folder else out).write_bytes(make())
                made += 1
            except pictures.PictureError as error:
                said.append(f"{name}: {_REASONS[str(error)]}")
            except export.SizeError as error:
                said.append(f"{name}: {error}")
            except downloads.MissingError:
                said.append(f"{name}: needs openpyxl: pip install asean-china-atlas[sheets]")
            bar.update()
    if not made:
        return Done(_NOTHING, tuple(dict.fromkeys(said)))
    done = f"{out}: {made} files" if folder else str(out)
    return Done(_PART if said else _WHOLE, (*said, done))


#: Why a picture could not be drawn, for who sits at the command line.
_REASONS = {
    "no_browser": "needs a Chrome or Chromium, and kaleido: pip install asean-china-atlas[pictures]",
    "busy": "the browser is busy with other pictures",
    "late": "took too long to draw; choose a smaller size",
    "broken": "the browser could not draw it",
}


def _jobs(given: argparse.Namespace, view: View) -> dict[str, Callable[[], bytes]]:
    """What is to be made, by the name of its file."""
    link = f"{given.link}?{view.address}" if given.link and view.address else given.link
    if given.file:
        return {given.file: _table(view, given.file, link)}
    if given.report:
        return {"report": _report(view, Path(given.out), link)}
    if given.chart:
        return {f"{given.chart}.{_kind(given)}": _picture(view, given.chart, _kind(given), _address(given), link)}
    charts = {
        f"{chart}.{kind}": _picture(view, chart, kind, _address(given), link)
        for chart in drawing.charts(view)
        for kind in (*pictures.KINDS, *downloads.OF_CHARTS)
    }
    tables = {name: _table(view, name, link) for name in _TABLES}
    reports = {name: _report(view, Path(name), link) for name in ("report.html", "report.pdf")}
    captions = {"captions.md": lambda: bundles.captions(view, link)}
    return {**charts, **tables, **captions, **reports}


def _kind(given: argparse.Namespace) -> str:
    """The format that is asked for, else the one that the name of the file ends with."""
    kind = str(given.format or Path(given.out).suffix.lstrip(".") or "png").lower()
    known = ("zip",) if given.chart == "charts" else (*pictures.KINDS, *downloads.OF_CHARTS)
    if given.chart == "charts" and not given.format:
        return "zip"
    if kind not in known:
        raise UsageError(f'--format: found "{kind}", expected {", ".join(known)}')
    return kind


def _address(given: argparse.Namespace) -> str:
    """The arguments of a picture as its address would have them."""
    named = {name: getattr(given, name) for name in ("size", "width", "height", "scale") if getattr(given, name)}
    flags = {"caption": "0"} if given.no_caption else {}
    return urlencode({**named, **flags, **({"whole": "1"} if given.whole else {})})


def _picture(view: View, chart: str, kind: str, address: str, link: str) -> Callable[[], bytes]:
    if chart == "charts":
        first = asked.order(export.CHARTS[0], "png", address, link)
        return lambda: bundles.charts(view, first)
    order = asked.order(chart, kind, address, link)
    asked.drawable(view, chart)
    if kind in downloads.OF_CHARTS:
        return lambda: downloads.of_chart(view, chart, kind, link)
    return lambda: export.drawn(view, order, kind)


def _table(view: View, name: str, link: str) -> Callable[[], bytes]:
    if name not in _TABLES:
        raise UsageError(f'--file: found "{name[:60]}", expected {", ".join(_TABLES)}')
    if name in downloads.TABLES:
        return lambda: downloads.TABLES[name].make(view, link)
    return lambda: downloads.of_table(view, name, link, about=True)


def _report(view: View, out: Path, link: str) -> Callable[[], bytes]:
    if out.suffix.lower() not in {".html", ".pdf"}:
        raise UsageError(f'--out: found "{out.name}", expected a name that ends with .html or .pdf')
    return (lambda: report.pdf(view, link)) if out.suffix.lower() == ".pdf" else (lambda: report.page(view, link))


def _step(bar: tqdm[Any]) -> None:
    bar.update()


def _progress(total: int) -> tqdm[Any]:
    """A bar where someone watches."""
    return tqdm(total=total, disable=None, leave=False, unit="file")
