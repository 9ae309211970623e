// The page on paper. A chart on the screen has a width in pixels; on paper it is as wide as the sheet, which no script
// knows before it is printed. So each chart is shown once more, scaled by its own proportions, and in parts, between
// which a sheet may end; what belongs to each sheet, such as the years below the timeline, stands in the foot of a
// table, which browsers repeat.
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  // How much larger than on the screen a chart may get.
  const LARGEST = 1.6;

  function make(name, parent, attributes) {
    const made = name === "svg" || name === "use" ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
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

  function onPaper(plot, at) {
    const layers = Array.from(plot.querySelectorAll(".main-svg"));
    if (!layers.length) return;
    const [width, height] = ["width", "height"].map((name) => Number(layers[0].getAttribute(name)));
    layers.forEach((layer, i) => (layer.id = layer.id || "chart-" + at + "-" + i));
    const { breaks } = (plot.layout && plot.layout.meta) || {};
    const table = make("table", null, { class: "on-paper", "aria-hidden": "true" });
    table.style.maxWidth = width * LARGEST + "px";
    const body = make("tbody", table);
    const ends = breaks && breaks.length > 1 ? breaks : [height];
    ends.forEach((end, i) => row(body, layers, width, i ? ends[i - 1] : 0, end));
    if (ends[ends.length - 1] < height) years(make("tfoot", table), plot, width);
    plot.parentElement.append(table);
  }

  function clear() {
    document.querySelectorAll(".on-paper").forEach((table) => table.remove());
  }

  function prepare() {
    clear();
    document.querySelectorAll(".js-plotly-plot").forEach(onPaper);
    const link = document.getElementById("printed-link");
    if (link) link.textContent = window.location.href;
  }

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", clear);
  window.matchMedia("print").addEventListener("change", (change) => (change.matches ? prepare() : clear()));
})();
