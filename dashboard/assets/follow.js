// Charts over time follow a range that moves without being drawn: what stands in them is shifted and stretched, and
// they are drawn anew once, when the range rests.
(function () {
  "use strict";

  const CHARTS = ["timeline", "trade-trend", "investment"];
  const held = new Map(); // what moves in a chart, since it was last drawn
  const heard = new WeakSet();
  let target = null; // where the charts have been moved to, in milliseconds, until one is drawn anew
  let moving = false;
  let frame = 0;

  const plot = (id) => document.querySelector("#" + id + " .js-plotly-plot");

  // The axis of time of a chart that is seen; small charts side by side have several, which stay.
  function axisOf(chart) {
    const axis = chart && chart._fullLayout && chart._fullLayout.xaxis;
    return axis && axis.type === "date" && !axis.fixedrange && chart.getClientRects().length ? axis : null;
  }

  function charts() {
    const found = CHARTS.map(plot).filter(axisOf);
    found.forEach(listen);
    return found;
  }

  // First and last moment of what is shown, wherever it has been moved to.
  function range() {
    if (target) return target;
    const axis = axisOf(charts()[0]);
    return axis ? axis.range.map((end) => axis.r2l(end)) : null;
  }

  function parts(chart) {
    const all = (selector) => [...chart.querySelectorAll(selector)];
    const axis = axisOf(chart);
    const placed = (selector) =>
      all(selector)
        .filter((part) => part.__data__ && Number.isFinite(part.__data__.x))
        .map((part) => [part, axis.c2p(part.__data__.x)]);
    const ofTime = (group) => /(x|plot)\)$/.test(group.getAttribute("clip-path") || "");
    return {
      axis,
      range: axis.range.map((end) => axis.r2l(end)),
      ground: all(".overplot > .xy").filter((group) => !group.hasAttribute("clip-path")),
      clip: "url(#" + chart._fullLayout._plots.xy.clipId + ")",
      stretched: all(".trace.bars > .points, .fills > g, .js-line"),
      lines: all(".shape-group").filter(ofTime).flatMap((group) => [...group.children]),
      placed: placed(".scatterlayer .point, .scatterlayer .textpoint"),
      ticks: placed(".xtick, .xgrid"),
    };
  }

  function listen(chart) {
    if (heard.has(chart)) return;
    heard.add(chart);
    for (const name of ["plotly_afterplot", "plotly_react"]) chart.on(name, () => drawn(chart));
    chart.on("plotly_beforehover", () => !document.body.classList.contains("moving"));
  }

  // A chart that has been drawn stands where it should; while the range goes on moving it follows again.
  function drawn(chart) {
    back(chart);
    if (moving) ask();
    else if (!held.size) end();
  }

  function end() {
    target = null;
    document.body.classList.remove("moving");
  }

  function back(chart) {
    const of = held.get(chart);
    if (!of) return;
    held.delete(chart);
    for (const group of of.ground) group.removeAttribute("clip-path");
    for (const part of [...of.stretched, ...of.lines]) part.style.transform = "";
    for (const [part] of of.placed) part.style.translate = "";
    for (const [part] of of.ticks) part.style.translate = part.style.visibility = "";
  }

  function follow(chart) {
    if (!held.has(chart)) held.set(chart, parts(chart));
    const of = held.get(chart);
    const length = of.axis._length;
    const by = (of.range[1] - of.range[0]) / (target[1] - target[0]);
    const shift = ((of.range[0] - target[0]) / (target[1] - target[0])) * length;
    const offset = of.axis._offset;
    for (const group of of.ground) group.setAttribute("clip-path", of.clip);
    for (const part of of.stretched) part.style.transform = "matrix(" + [by, 0, 0, 1, shift, 0] + ")";
    for (const part of of.lines) part.style.transform = "matrix(" + [by, 0, 0, 1, shift + offset * (1 - by), 0] + ")";
    for (const [part, at] of of.placed) part.style.translate = at * (by - 1) + shift + "px";
    for (const [part, at] of of.ticks) {
      const now = at * by + shift;
      part.style.translate = now - at + "px";
      part.style.visibility = now < 0 || now > length ? "hidden" : "";
    }
  }

  function ask() {
    frame = frame || window.requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    if (target) charts().forEach(follow);
  }

  // Show a range while it moves.
  function show(ends) {
    target = ends;
    moving = true;
    document.body.classList.add("moving");
    ask();
  }

  // The range rests where it is shown: the charts stay there until they are drawn.
  const rest = () => (moving = false);

  // The range is left where it was drawn last.
  function leave() {
    moving = false;
    [...held.keys()].forEach(back);
    end();
  }

  window.atlasFollow = { axisOf, charts, range, show, rest, leave };
})();
