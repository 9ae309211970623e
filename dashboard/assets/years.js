// The years of all charts, moved by hand: wheel, drag, pinch, buttons, keys, and the strip of all years. While a hand
// is at it the charts only follow; what its moves add up to is asked for once, when they rest.
(function () {
  "use strict";

  const { axisOf, charts, range, show, rest, leave } = window.atlasFollow;
  const REST = 250; // milliseconds after which single moves have come to rest
  const NOTCH = 100; // pixels of a wheel that halve or double the years
  const none = () => window.dash_clientside.no_update;
  const set = (years) => window.dash_clientside.set_props("filter-years", { value: years });

  // ---- years as numbers: 2001.5 is the middle of 2001 --------------------------------------------------------------

  const start = (year) => new Date(0).setUTCFullYear(year, 0, 1);
  function moment(year) {
    const whole = Math.floor(year);
    return start(whole) + (year - whole) * (start(whole + 1) - start(whole));
  }
  function yearOf(moment) {
    const whole = new Date(moment).getUTCFullYear();
    return whole + (moment - start(whole)) / (start(whole + 1) - start(whole));
  }

  const within = (value, low, high) => Math.min(Math.max(value, low), high);

  // The first moment of all years and the last.
  function limits() {
    const [first, last] = JSON.parse(document.getElementById("timeline-card").dataset.years).allowed;
    return [first, last + 1];
  }

  // So many times as many years about a year that stays in its place, never less than one.
  function zoomed([from, to], times, about) {
    const [low, high] = limits();
    const by = within(times, 1 / (to - from), (high - low) / (to - from));
    return kept([about - (about - from) * by, about + (to - about) * by]);
  }

  // A range with both ends within all years.
  function kept([from, to]) {
    const [low, high] = limits();
    return [within(from, low, high - 1), within(to, low + 1, high)];
  }

  function shifted([from, to], years) {
    const [low, high] = limits();
    const by = within(years, low - from, high - to);
    return [from + by, to + by];
  }

  // Whole years, first and last, of a range.
  function whole([from, to]) {
    const first = Math.round(from);
    return [first, Math.max(first, Math.round(to) - 1)];
  }

  // ---- moving and resting ------------------------------------------------------------------------------------------

  let now = null;
  let resting = 0;
  const current = () => now || (range() || []).map(yearOf);

  function move(ends) {
    now = ends;
    show(ends.map(moment));
    shade(whole(ends));
  }

  function settle() {
    window.clearTimeout(resting);
    gesture = null;
    if (!now) return;
    const years = whole(now);
    now = null;
    rest();
    if (strip && String(years) === String(strip.years)) stay();
    else set(years);
  }

  function stay() {
    now = null;
    leave();
    if (strip) shade(strip.years);
  }

  function soon() {
    window.clearTimeout(resting);
    resting = window.setTimeout(settle, REST);
  }

  // What buttons and keys do: a quarter of the years at a time, whole years.
  function stepped(how, [first, last]) {
    const length = last - first;
    const step = Math.max(1, Math.round(length / 4));
    const inward = Math.max(0, Math.min(step, (length - 1) >> 1));
    if (how === "in") return length < 2 ? [first, last + 1] : [first + inward, last - inward + 1];
    if (how === "out") return kept([first - step, last + step + 1]);
    return shifted([first, last + 1], how === "earlier" ? -step : step);
  }

  function step(how) {
    if (current().length === 0) return;
    move(stepped(how, whole(current())));
    soon();
  }

  // ---- wheel -------------------------------------------------------------------------------------------------------

  let gesture = null;
  const chartAt = (event) => charts().find((chart) => chart.contains(event.target)) || null;

  function yearAt(chart, x) {
    const axis = axisOf(chart);
    const [from, to] = current();
    return from + (to - from) * ((x - chart.getBoundingClientRect().left - axis._offset) / axis._length);
  }

  // With Ctrl the wheel zooms about the pointer, sideways or with Shift it moves; else the page scrolls.
  function wheel(event) {
    const chart = chartAt(event);
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
    if (!chart || !(event.ctrlKey || sideways)) return;
    event.preventDefault();
    const kind = event.ctrlKey ? "zoom" : "pan";
    if (!gesture || gesture.kind !== kind) {
      gesture = { kind, start: current(), about: yearAt(chart, event.clientX), sum: 0 };
    }
    const pixels = (event.ctrlKey ? event.deltaY : sideways) * (event.deltaMode ? NOTCH / 3 : 1);
    gesture.sum += pixels;
    const [from, to] = gesture.start;
    if (kind === "zoom") move(zoomed(gesture.start, 2 ** (gesture.sum / NOTCH), gesture.about));
    else move(shifted(gesture.start, (gesture.sum * (to - from)) / axisOf(chart)._length));
    soon();
  }

  // ---- two fingers -------------------------------------------------------------------------------------------------

  const apart = ([one, other]) => Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
  const between = ([one, other]) => (one.clientX + other.clientX) / 2;

  // What lies between two fingers stays between them.
  function pinch(event) {
    const chart = event.touches.length === 2 && chartAt(event);
    if (!chart) return;
    event.preventDefault();
    if (!gesture || gesture.kind !== "pinch") {
      const at = between(event.touches);
      gesture = { kind: "pinch", start: current(), about: yearAt(chart, at), at, apart: apart(event.touches) };
      return;
    }
    const [from, to] = zoomed(gesture.start, gesture.apart / apart(event.touches), gesture.about);
    const years = ((gesture.at - between(event.touches)) * (to - from)) / axisOf(chart)._length;
    move(shifted([from, to], years));
  }

  // ---- dragging in a chart -----------------------------------------------------------------------------------------

  // Follows a pointer until it is let go (`end`) or the drag is given up, by Escape too (`stop`).
  function drag(along, end, stop) {
    const moved = (event) => along(event);
    const done = (event) => {
      document.removeEventListener("pointermove", moved, true);
      document.removeEventListener("keydown", given, true);
      for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, done, true);
      event.type === "pointerup" ? end(event) : stop();
    };
    const given = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done(event);
    };
    document.addEventListener("pointermove", moved, true);
    document.addEventListener("keydown", given, true);
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, done, true);
  }

  // Draws a range over all charts; its years are asked for when it is let go.
  function brush(chart, event) {
    const from = yearAt(chart, event.clientX);
    const box = chart.getBoundingClientRect();
    const years = (at) => {
      const axis = axisOf(chart);
      const x = within(at.clientX, box.left + axis._offset, box.left + axis._offset + axis._length);
      const ends = [from, yearAt(chart, x)].sort((one, other) => one - other);
      return [Math.floor(ends[0]), Math.max(Math.floor(ends[0]), Math.floor(ends[1] - 1 / 366))];
    };
    let far = false;
    const clear = () => document.querySelectorAll(".brush").forEach((one) => one.remove());
    const along = (at) => {
      if (!far && Math.abs(at.clientX - event.clientX) < 6) return;
      if (!far) still(chart);
      far = true;
      clear();
      charts().forEach((one) => veil(one, years(at)));
    };
    drag(along, (at) => (clear(), far && set(years(at))), clear);
  }

  // Until the button has been let go nothing is hovered, else the mark under the pointer would be taken as clicked.
  function still(chart) {
    document.body.classList.add("moving");
    window.Plotly.Fx.unhover(chart);
    const over = () => window.setTimeout(() => document.body.classList.remove("moving"));
    document.addEventListener("pointerup", over, { capture: true, once: true });
  }

  function veil(chart, [first, last]) {
    const axis = axisOf(chart);
    const [left, right] = [moment(first), moment(last + 1)].map((end) => within(axis.l2p(end), 0, axis._length));
    const made = document.createElement("div");
    made.className = "brush";
    made.style.left = axis._offset + left + "px";
    made.style.width = right - left + "px";
    made.append(Object.assign(document.createElement("b"), { textContent: first === last ? first : first + "–" + last }));
    chart.querySelector(".svg-container").append(made);
  }

  // The axis, dragged, takes the years along.
  function pan(chart, event) {
    const [from, to] = current();
    const years = (at) => ((event.clientX - at.clientX) * (to - from)) / axisOf(chart)._length;
    drag((at) => move(shifted([from, to], years(at))), settle, stay);
  }

  // ---- the strip of all years --------------------------------------------------------------------------------------

  let strip = null;

  function element(name, text, given) {
    return Object.assign(document.createElement(name), { textContent: text, className: given });
  }

  function overview(data, years) {
    const place = document.getElementById("overview");
    if (!data || !years || !place) return none();
    strip = { first: data.first, last: data.first + data.counts.length - 1, years };
    const most = Math.max(1, ...data.counts);
    const bars = data.counts.map((count) => {
      const bar = element("i", "", "");
      bar.style.height = count ? Math.max(12, (100 * count) / most) + "%" : "0";
      return bar;
    });
    const ends = ["first", "last"].map((end) => element("b", String(strip[end]), end));
    place.replaceChildren(...bars, element("div", "", "window"), ...ends);
    shade(now ? whole(now) : years);
    return years.join("–");
  }

  function shade(years) {
    const box = document.querySelector("#overview .window");
    if (!strip || !box) return;
    const length = strip.last - strip.first + 1;
    box.style.left = (100 * (years[0] - strip.first)) / length + "%";
    box.style.width = (100 * (years[1] - years[0] + 1)) / length + "%";
  }

  // Its window is moved and stretched, and the charts go along; beside it a new one is drawn.
  function slide(place, event) {
    const box = place.getBoundingClientRect();
    const wide = box.width / (strip.last - strip.first + 1);
    const year = (at) => within(strip.first + Math.floor((at.clientX - box.left) / wide), strip.first, strip.last);
    const [first, last] = strip.years;
    const ends = [first, last + 1].map((end) => Math.abs(event.clientX - box.left - (end - strip.first) * wide));
    const from = year(event);
    const grips = ends.map((far) => far < 8);
    const inside = from >= first && from <= last && !(first === strip.first && last === strip.last);
    const years = (at) => {
      const to = year(at);
      if (grips[0] && ends[0] <= ends[1]) return [Math.min(to, last), last];
      if (grips[1]) return [first, Math.max(to, first)];
      if (!inside) return [Math.min(from, to), Math.max(from, to)];
      const by = within(to - from, strip.first - first, strip.last - last);
      return [first + by, last + by];
    };
    const asked = ([one, other]) => [one, other + 1];
    const along = (at) => (inside || grips[0] || grips[1] ? move(asked(years(at))) : shade(years(at)));
    drag(along, (at) => ((now = asked(years(at))), settle()), stay);
  }

  // ---- who listens -------------------------------------------------------------------------------------------------

  document.addEventListener("wheel", wheel, { passive: false });
  for (const name of ["touchstart", "touchmove"]) document.addEventListener(name, pinch, { passive: false });
  for (const name of ["touchend", "touchcancel"]) {
    document.addEventListener(name, () => gesture && gesture.kind === "pinch" && settle());
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest) return;
    const place = event.target.closest("#overview");
    const handle = event.target.closest(".drag");
    const chart = handle && chartAt(event);
    if (place && strip) {
      event.preventDefault();
      slide(place, event);
    } else if (chart && !handle.classList.contains("nsewdrag")) pan(chart, event);
    else if (chart && event.pointerType !== "touch" && range()) brush(chart, event);
  });

  // Plotly would draw the chart at each step of a dragged axis.
  for (const name of ["mousedown", "touchstart"]) {
    document.addEventListener(
      name,
      (event) => {
        const handle = event.target.closest && event.target.closest(".drag:not(.nsewdrag)");
        if (handle && chartAt(event)) event.stopPropagation();
      },
      { capture: true, passive: true },
    );
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-zoom]");
    if (button) step(button.dataset.zoom);
  });

  document.addEventListener("keydown", (event) => {
    const steps = { "+": "in", "-": "out", PageUp: "earlier", PageDown: "later" };
    if (event.target.id !== "timeline-chart" || !steps[event.key]) return;
    step(steps[event.key]);
    event.preventDefault();
  });

  Object.assign(window.dash_clientside.atlas, { overview });
})();
