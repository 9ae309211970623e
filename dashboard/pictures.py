"""Figures drawn to files by one browser that is kept warm, bounded in time, size and number."""

from __future__ import annotations

import asyncio
import atexit
import base64
import html
import io
import logging
import re
from concurrent.futures import TimeoutError as LateError
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence

    import plotly.graph_objects as go

#: Formats that the browser draws.
KINDS = ("png", "svg", "webp", "pdf")
#: Seconds after which someone who was refused may try again.
RETRY_SECONDS = 5
# Ids that Plotly draws by lot for each picture; they differ and mean nothing.
_LOT = re.compile(r'id="defs-([0-9a-f]{6})"')


#: The foot of a printed sheet; the browser fills in the numbers.
_FOOT = (
    '<div style="width:100%;margin:0 14mm;display:flex;justify-content:space-between;'
    'font:8px Noto Sans,sans-serif;color:#52606d"><span>{}</span>'
    '<span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>'
)


class PictureError(Exception):
    """A picture that cannot be drawn here; the message is the key of the words that say why.

    "no_browser": kaleido or a Chromium is missing; "busy": too many are being drawn; "late": it took too long;
    "broken": the browser could not draw it.
    """


class Studio:
    """One browser, started with the first picture and used for one at a time.

    Args:
        places: How many may be drawn or wait to be drawn; who comes after is refused at once.
        seconds: How long a picture may take, and how long one waits for its turn.
        pictures: After how many the browser is started anew, so that what it keeps cannot grow.
    """

    def __init__(self, *, places: int = 8, seconds: float = 40, pictures: int = 200) -> None:
        self._places = BoundedSemaphore(places)
        self._turn = Lock()
        self._seconds = seconds
        self._most = pictures
        self._drawn = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: Any = None

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those who are served; held while figures are laid out and drawn.

        Raises:
            PictureError: "busy", where all are taken.
        """
        if not self._places.acquire(blocking=False):
            raise PictureError("busy")
        try:
            yield
        finally:
            self._places.release()

    def draw(self, figure: go.Figure, kind: str) -> bytes:
        """A figure as a file, at ``width``, ``height`` and ``meta["scale"]`` of its layout; the same bytes each time.

        Raises:
            PictureError: It could not be drawn.
        """
        if not self._turn.acquire(timeout=self._seconds):
            raise PictureError("busy")
        try:
            return self._drawn_now(figure, kind)
        finally:
            self._turn.release()

    def printed(self, page: bytes, foot: str = "") -> bytes:
        """A page of HTML printed to a PDF; it may ask for nothing but itself.

        Args:
            page: The HTML.
            foot: What stands at the foot of each sheet, before its number and how many there are.

        Raises:
            PictureError: It could not be printed.
        """
        if not self._turn.acquire(timeout=self._seconds):
            raise PictureError("busy")
        try:
            return self._kept(lambda browser: _print(browser, page, foot))
        finally:
            self._turn.release()

    def close(self) -> None:
        """Stop the browser; the next picture starts another."""
        loop, browser = self._loop, self._browser
        self._loop = self._browser = None
        self._drawn = 0
        if loop is None:
            return
        if browser is not None:
            with suppress(Exception):
                asyncio.run_coroutine_threadsafe(browser.close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)

    def _drawn_now(self, figure: go.Figure, kind: str) -> bytes:
        spec = _plain(figure)
        scale = 1.0 if kind in {"svg", "pdf"} else float((figure.layout.meta or {}).get("scale", 1))
        drawn = self._kept(lambda browser: browser.calc_fig(spec, opts={"format": kind, "scale": scale}))
        return _settled(drawn) if kind == "svg" else drawn

    def _kept(self, work: Callable[[Any], Coroutine[Any, Any, bytes]]) -> bytes:
        """What a work with the browser gives; a browser that failed is not used again."""
        if self._drawn >= self._most:
            self.close()
        self._drawn += 1
        try:
            return bytes(self._run(work(self._open())))
        except PictureError:
            self.close()
            raise
        except (LateError, TimeoutError) as error:
            self.close()
            raise PictureError("late") from error
        except Exception as error:
            self.close()
            raise PictureError("broken") from error

    def _open(self) -> Any:  # noqa: ANN401 (kaleido has no types)
        if self._browser is None:
            self._loop = asyncio.new_event_loop()
            Thread(target=_serve, args=(self._loop,), daemon=True, name="pictures").start()
            self._browser = self._run(_started(self._seconds))
        return self._browser

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
        if self._loop is None:
            raise PictureError("broken")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(self._seconds)


@lru_cache(maxsize=1)
def studio() -> Studio:
    """The browser that a process shares, stopped with it."""
    shared = Studio()
    atexit.register(shared.close)
    return shared


def document(
    pages: Sequence[bytes], said: Mapping[str, str], language: str, paper: tuple[float, float] | None = None
) -> bytes:
    """Pages of PDF as one document that says what it is, without the time at which it was made.

    Args:
        pages: Documents, whose pages follow each other.
        said: ``Title``, which readers show as its name, and where there are any ``Description`` and ``Source``.
        language: The language of its words, for who hears them (BCP 47).
        paper: Width and height in points that each page is fitted to; as drawn where None.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 (of the extra "pictures")
    from pypdf.generic import BooleanObject, NameObject, TextStringObject  # noqa: PLC0415

    writer = PdfWriter()
    for content in pages:
        for sheet in PdfReader(io.BytesIO(content)).pages:
            page = writer.add_page(sheet)
            if paper:
                _fit(page, paper)
    writer.metadata = None
    about = {"/Title": said["Title"], "/Subject": said.get("Description", ""), "/Keywords": said.get("Source", "")}
    writer.add_metadata({**{key: text for key, text in about.items() if text}, "/Creator": "ASEAN–China Atlas"})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(True)  # noqa: FBT003
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _fit(page: Any, paper: tuple[float, float]) -> None:  # noqa: ANN401 (a page of pypdf)
    """Scale a page to fit a paper without changing its proportions, and let it hang from the top."""
    width, height = (float(side) for side in (page.mediabox.width, page.mediabox.height))
    page.scale_by(min(paper[0] / width, paper[1] / height))
    top = float(page.mediabox.top)
    for box in (page.mediabox, page.cropbox):
        box.lower_left, box.upper_right = (0, top - paper[1]), (paper[0], top)


async def _started(seconds: float) -> Any:  # noqa: ANN401
    """A browser that draws with the Plotly that is installed and asks the internet for nothing."""
    try:
        from choreographer.errors import ChromeNotFoundError  # noqa: PLC0415 (of the extra "pictures")
        from kaleido import Kaleido  # noqa: PLC0415
    except ImportError as error:
        raise PictureError("no_browser") from error
    # What it says of its own goings-on, such as a message cut off at the end, is of no use to who asked for a picture.
    for name in ("choreographer", "kaleido"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        browser = Kaleido(n=1, timeout=seconds, mathjax=False)
        await browser.open()
    except ChromeNotFoundError as error:
        raise PictureError("no_browser") from error
    return browser


async def _print(browser: Any, page: bytes, foot: str) -> bytes:  # noqa: ANN401
    """A page printed in a tab of its own, from a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(page)
        tab = await browser.create_tab(path.as_uri())
        try:
            await tab.send_command("Page.enable")
            await _loaded(tab)
            options: dict[str, Any] = {"printBackground": True, "preferCSSPageSize": True, "displayHeaderFooter": True}
            options |= {"headerTemplate": "<span></span>", "footerTemplate": _FOOT.format(html.escape(foot))}
            answer = await tab.send_command("Page.printToPDF", params=options)
        finally:
            await browser.close_tab(tab)
    return base64.b64decode(answer["result"]["data"])


async def _loaded(tab: Any) -> None:  # noqa: ANN401
    """Wait until the page and its pictures are there."""
    asked = {"expression": "document.readyState", "returnByValue": True}
    while True:
        answer = await tab.send_command("Runtime.evaluate", params=asked)
        if answer.get("result", {}).get("result", {}).get("value") == "complete":
            return
        await asyncio.sleep(0.05)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    """Run a loop until it is stopped, and let what is still open in it go."""
    asyncio.set_event_loop(loop)
    loop.run_forever()
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    with suppress(Exception):
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.close()


def _plain(figure: go.Figure) -> dict[str, Any]:
    """The figure as Plotly takes it, each trace with an id of its own that is not drawn by lot."""
    spec: dict[str, Any] = figure.to_dict()
    for number, trace in enumerate(spec["data"]):
        trace["uid"] = f"trace{number}"
    return spec


def _settled(drawn: bytes) -> bytes:
    """An SVG whose ids say nothing of the picture that they were drawn for."""
    text = drawn.decode("utf-8")
    for lot in set(_LOT.findall(text)):
        text = text.replace(lot, "atlas0")
    return text.encode("utf-8")
