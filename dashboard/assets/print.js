// The page on paper. A chart on the screen is drawn for the window; a wide one would have tiny letters on a sheet. So
// before it is printed, the server draws each chart once more for paper, and where it cannot, the one of the screen is
// taken. How wide the sheet is no script knows: the drawing is scaled by its own proportions, and in parts, between
// which a sheet may end; what belongs to each sheet, such as the years below the timeline, stands in the foot of a
// table, which browsers repeat.
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const THEME = "data-mantine-color-scheme";
  // How much larger than it was drawn a chart may get, and how high, in pixels, one that has no parts: on a sheet that
  // lies across, too.
  const LARGEST = 1.6;
  const HIGHEST = 560;
  const root = document.documentElement;

  function make(name, parent, attributes) {
    const made = name === "svg" || name === "use" ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  }

  // This view for paper: its charts, filters and sources. A browser waits for nothing that is promised between the wish to print and the
  // sheet, so this waits itself: the one place where it must.
  function asked() {
    const banner = document.getElementById("connection");
    if (banner && !banner.hidden) return {};
    const request = new XMLHttpRequest();
    request.open("GET", "paper.json" + window.location.search, false);
    try {
      request.send();
      return request.status === 200 ? JSON.parse(request.responseText) : {};
    } catch (error) {
      return {};
    }
  }

  // Drawn where nobody sees it, to be shown by its parts.
  function drawn(figure) {
    const plot = make("div", document.body, { class: "for-paper" });
    window.Plotly.newPlot(plot, figure.data, figure.layout, { staticPlot: true });
    return plot;
  }

  // A row that shows a chart from one height to another.
  function row(place, layers, width, top, bottom) {
    const cell = make("div", make("td", make("tr", place)));
    cell.style.aspectRatio = width + " / " + (bottom - top);
    for (const layer of layers) {
      const part = make("svg", cell, { viewBox: [0, top, width, bottom - top].join(" ") });
      make("use", part, { href: "#" + layer.id });
    }
  }

  // The years below the chart: text, for a drawing that is repeated loses its places.
  function years(place, plot, width) {
    const cell = make("div", make("td", make("tr", place)), { class: "ticks" });
    for (const tick of plot.querySelectorAll(".xtick text")) {
      const [, moved] = /translate\(([-\d.]+)/.exec(tick.getAttribute("transform") || "") || [0, 0];
      const said = make("span", cell);
      said.textContent = tick.textContent;
      said.style.left = (100 * (Number(tick.getAttribute("x")) + Number(moved))) / width + "%";
    }
  }

  // The table of a chart's parts, below the chart of the screen, which is not printed.
  function onPaper(shown, plot, at) {
    const layers = Array.from(plot.querySelectorAll(".main-svg"));
    if (!layers.length) return;
    const [width, height] = ["width", "height"].map((name) => Number(layers[0].getAttribute(name)));
    layers.forEach((layer, i) => (layer.id = layer.id || "chart-" + at + "-" + i));
    const { breaks } = (plot.layout && plot.layout.meta) || {};
    const table = make("table", null, { class: "on-paper", "aria-hidden": "true" });
    const body = make("tbody", table);
    const ends = breaks && breaks.length > 1 ? breaks : [height];
    table.style.maxWidth = width * Math.min(LARGEST, ends.length > 1 ? LARGEST : HIGHEST / height) + "px";
    ends.forEach((end, i) => row(body, layers, width, i ? ends[i - 1] : 0, end));
    if (ends[ends.length - 1] < height) years(make("tfoot", table), plot, width);
    shown.parentElement.append(table);
  }

  // A paragraph for each text.
  function write(id, texts) {
    const place = document.getElementById(id);
    if (place) place.replaceChildren(...texts.map((text) => Object.assign(make("p"), { textContent: text })));
  }

  function clear() {
    document.querySelectorAll(".on-paper").forEach((table) => table.remove());
    document.querySelectorAll(".for-paper").forEach((plot) => (window.Plotly.purge(plot), plot.remove()));
    if (root.dataset.before) root.setAttribute(THEME, root.dataset.before);
    delete root.dataset.before;
    delete root.dataset.paper;
  }

  // Some browsers tell twice that they are about to print.
  function prepare() {
    if (root.dataset.paper === window.location.href) return;
    clear();
    root.dataset.paper = window.location.href;
    const shown = Array.from(document.querySelectorAll(".js-plotly-plot"));
    const { charts, filters, sources } = shown.length ? asked() : {};
    const own = (plot) => (charts || {})[plot.parentElement.id];
    // Paper is white, unless a dark chart of the screen stands on it.
    if (shown.every(own) && root.getAttribute(THEME) === "dark") {
      root.dataset.before = "dark";
      root.setAttribute(THEME, "light");
    }
    shown.forEach((plot, at) => onPaper(plot, own(plot) ? drawn(own(plot)) : plot, at));
    write("printed-filters", [filters || ""]);
    write("printed-sources", sources || []);
    write("printed-link", [window.location.href]);
  }

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", clear);
  window.matchMedia("print").addEventListener("change", (change) => (change.matches ? prepare() : clear()));
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("#print-page")) window.print();
  });
})();
