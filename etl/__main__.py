"""``python -m etl build | explain | check``: the only module of the pipeline that prints."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from etl.errors import ContractError, EtlError, one_line
from etl.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from etl.pipeline import Outcome

OUT = Path("data")
READ_ALL, SOME_REFUSED, NOTHING_WRITTEN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 all well, 1 something was refused or is wrong, 2 nothing done."""
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except EtlError as error:
        _complain(str(error))
        return NOTHING_WRITTEN
    except KeyboardInterrupt:
        _complain("interrupted; the old tables stay")
        return NOTHING_WRITTEN
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="build|explain|check")
    build = commands.add_parser("build", help="read documents and statistical files, write the tables")
    build.add_argument("--sources", type=Path, metavar="DIR", help="folder of documents, with a sources.csv or without")
    build.add_argument("--statistics", type=Path, metavar="DIR", help="folder of statistical files")
    build.add_argument("--out", type=Path, metavar="DIR", default=OUT, help="folder of the tables (default: data)")
    readers = build.add_mutually_exclusive_group()
    readers.add_argument(
        "--jobs", type=_jobs, metavar="N", default=1, help="processes that read documents (default: 1)"
    )
    readers.add_argument("--dask", metavar="ADDRESS", default="", help="scheduler of a Dask cluster that reads them")
    build.add_argument("--format", choices=("csv", "parquet"), default="csv", help="parquet: as Parquet beside CSV")
    build.set_defaults(run=_build)
    explain = commands.add_parser("explain", help="how a row of the tables came about")
    explain.add_argument("record_id", metavar="EVENT_ID", help="an event_id or observation_id")
    explain.set_defaults(run=_explain)
    check = commands.add_parser("check", help="hold the tables to their schema and to each other")
    check.set_defaults(run=_check)
    for command in (explain, check):
        command.add_argument(
            "--data", "--out", type=Path, metavar="DIR", help="folder of the tables (default: data, or those shipped)"
        )
    return parser


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f'found "{text}", expected a whole number above zero')


def _build(chosen: argparse.Namespace) -> int:
    from etl.pipeline import Settings, build  # noqa: PLC0415 (explain and check start without the stages)

    if chosen.sources is None and chosen.statistics is None:
        raise ContractError("nothing to read: name --sources DIR, --statistics DIR or both")
    limits = Limits.from_environment(os.environ)
    parquet = chosen.format == "parquet"
    settings = Settings(chosen.sources, chosen.statistics, chosen.out, chosen.jobs, limits, chosen.dask, parquet)
    outcome = build(settings, _progress)
    _report(outcome, chosen.out)
    return SOME_REFUSED if outcome.problems else READ_ALL


def _progress(count: int) -> Callable[[], None]:
    """A bar where somebody watches; what is returned moves it on by one document."""
    if not sys.stderr.isatty() or not count:
        return lambda: None
    from tqdm import tqdm  # noqa: PLC0415 (only where somebody watches)

    bar = tqdm(total=count, unit="document", leave=False)

    def done() -> None:
        bar.update()
        if bar.n == count:
            bar.close()

    return done


def _report(outcome: Outcome, out: Path) -> None:
    for note in outcome.notes:
        _complain(f"{note.place}: {note.reason}")
    for problem in outcome.problems:
        _complain(f"{problem.place}: {problem.reason}")
    counts = ", ".join(f"{count} {name}" for name, count in outcome.counts.items())
    print(one_line(f"{out}: {counts}; {len(outcome.problems)} refused"))


def _explain(chosen: argparse.Namespace) -> int:
    from etl.explain import explain  # noqa: PLC0415 (as above)

    for line in explain(chosen.data or _tables(), chosen.record_id):
        print(line)
    return READ_ALL


def _check(chosen: argparse.Namespace) -> int:
    from etl import check  # noqa: PLC0415 (as above)

    folder = chosen.data or _tables()
    tables = check.read_tables(folder)
    problems = [*check.problems(tables), *check.mixed(folder)]
    for problem in problems:
        _complain(f"{folder}: {problem}")
    if not problems:
        print(one_line(f"{folder}: {sum(len(rows) for rows in tables.values())} rows in {len(tables)} tables are well"))
    return SOME_REFUSED if problems else READ_ALL


def _tables() -> Path:
    """The folder of the tables: ``data`` here, else those that came with the project."""
    package = Path(__file__).parents[1]
    places = (OUT, package / "data", package / "dashboard" / "tables")
    return next((place for place in places if (place / "events.csv").exists()), OUT)


def _complain(message: str) -> None:
    print(one_line(message), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
