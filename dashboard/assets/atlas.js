// What the browser answers by itself: controls and address in step, selection, hovering, pictures. The years that are
// moved by hand are in years.js.
// Functions are called by Dash (ClientsideFunction "atlas"); nothing in here makes code from text.
(function () {
  "use strict";

  const none = () => window.dash_clientside.no_update;
  const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

  // ---- the address -------------------------------------------------------------------------------------------

  function written(params) {
    const parts = [];
    for (const [name, value] of params) {
      parts.push(name + "=" + encodeURIComponent(value).replace(/%3B/g, ";"));
    }
    return parts.length ? "?" + parts.join("&") : "";
  }

  function fromAddress(control, params) {
    const text = params.get(control.params[0]) || "";
    if (control.kind === "list") return text.split(";").filter((part) => control.allowed.includes(part));
    if (control.kind === "flag") return text === "1";
    if (control.kind === "choice") return control.allowed.includes(text) ? text : control.plain;
    if (control.kind === "years") {
      const ends = control.params.map((name, i) => parseInt(params.get(name), 10) || control.plain[i]);
      return ends.map((year) => Math.min(Math.max(year, control.allowed[0]), control.allowed[1]));
    }
    return text;
  }

  function toAddress(control, value, params) {
    const put = (name, text) => (text ? params.set(name, text) : params.delete(name));
    if (control.kind === "years") {
      control.params.forEach((name, i) => put(name, value && value[i] !== control.plain[i] ? String(value[i]) : ""));
    } else if (control.kind === "list") {
      put(control.params[0], (value || []).join(";"));
    } else if (control.kind === "flag") {
      put(control.params[0], value ? "1" : "");
    } else {
      put(control.params[0], value === control.plain ? "" : String(value ?? ""));
    }
  }

  // One callback for both directions. A change of the address sets the controls; a change of a control writes
  // only that control's parameters, so that what no control shows stays in the address.
  function sync(search, themed, reset, ...rest) {
    const [controls, view, scheme] = rest.slice(-3);
    const values = rest.slice(0, -3);
    const by = window.dash_clientside.callback_context.triggered.map((part) => part.prop_id.split(".")[0]);
    const params = new URLSearchParams(window.location.search);
    if (by.includes("theme-toggle")) {
      params.get("theme") === "dark" ? params.delete("theme") : params.set("theme", "dark");
    }
    if (by.includes("filter-reset")) {
      for (const name of Array.from(params.keys())) if (!["lang", "theme"].includes(name)) params.delete(name);
    }
    controls.forEach((control, i) => {
      if (by.includes(control.id) && !same(values[i], fromAddress(control, params))) {
        toAddress(control, values[i], params);
      }
    });
    if (by.includes("selected-event") && params.get("event")) params.delete("value");
    if (by.includes("selected-value") && params.get("value")) params.delete("event");
    const address = written(params);
    const wanted = params.get("theme") === "dark" ? "dark" : "light";
    if (wanted !== scheme) document.documentElement.setAttribute("data-mantine-color-scheme", wanted);
    if (address !== written(new URLSearchParams(window.location.search))) {
      window.history.pushState(null, "", address || window.location.pathname);
    }
    const fresh = controls.map((control, i) => {
      const value = fromAddress(control, params);
      return same(value, values[i]) ? none() : value;
    });
    return [address === view ? none() : address, wanted === scheme ? none() : wanted, ...fresh];
  }

  // ---- links, selection ------------------------------------------------------------------------------------------

  // Links to the other pages and languages keep the view.
  function links(view, ...hrefs) {
    const search = view || "";
    const languages = document.querySelectorAll("#language-switch a").length;
    const pages = hrefs.slice(0, hrefs.length - languages);
    const other = (href) => {
      const params = new URLSearchParams(search);
      const lang = new URLSearchParams(new URL(href, window.location.href).search).get("lang");
      lang ? params.set("lang", lang) : params.delete("lang");
      return written(params) || "?";
    };
    return [...pages.map((href) => href.split("?")[0] + search), ...hrefs.slice(pages.length).map(other)];
  }

  function csv(view, ...hrefs) {
    const search = (view || "").slice(1);
    return hrefs.map((href) => href.split("?")[0] + "?" + (search ? search + "&" : "") + "about=1");
  }

  // On a phone the view is passed on by what the phone has for it; elsewhere its address is copied.
  async function share(clicks, copied, passOn) {
    const phone = navigator.share && window.matchMedia("(pointer: coarse)").matches;
    if (!clicks) return phone ? passOn : none();
    if (phone) {
      const said = await navigator.share({ title: document.title, url: window.location.href }).then(() => "", (error) => error.name);
      if (["", "AbortError"].includes(said)) return none();
    }
    copyText(window.location.href);
    return "✓ " + copied;
  }

  function copyText(text) {
    const byHand = () => {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(byHand);
    else byHand();
  }

  // A click on a mark opens its milestone; a click on a count shows the years that it stands for.
  function select(click) {
    const said = click && click.points && click.points.length ? click.points[0].customdata : null;
    const text = Array.isArray(said) ? said[0] : said;
    if (typeof text !== "string") return [none(), none()];
    if (text.startsWith("zoom:")) {
      return [none(), text.slice(5).split("/").map((day) => parseInt(day, 10))];
    }
    return [text, none()];
  }

  // A click on a country, wherever it stands, adds it to the filter or takes it away.
  function pick(click, countries) {
    const said = click && click.points && click.points.length ? click.points[0].customdata : null;
    const code = Array.isArray(said) ? said[0] : said;
    if (typeof code !== "string" || !/^[A-Z]{3}$/.test(code)) return none();
    const chosen = countries || [];
    return chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
  }

  // In the trend a ring opens the figure that it stands for, and a country's mark filters. A ring and the mark that it
  // is compared with lie so close that either may be met.
  function clicked(click, countries) {
    const points = (click && click.points) || [];
    const ring = points.find((point) => String(point.customdata).includes("-"));
    const id = ring ? ring.customdata : points.length ? ringAt(points[0]) : null;
    if (!id) return [pick(click, countries), none()];
    toDetail();
    return [none(), String(id)];
  }

  function ringAt({ x, y }) {
    const chart = plot("trade-trend");
    const axis = chart && chart._fullLayout.yaxis;
    const near = (trace, i) => String(trace.x[i]).slice(0, 4) === String(x).slice(0, 4) && Math.abs(axis.d2p(trace.y[i]) - axis.d2p(y)) < 8;
    for (const trace of axis ? chart.data : []) {
      for (const [i, id] of Array.from(trace.customdata || []).entries()) if (String(id).includes("-") && near(trace, i)) return id;
    }
    return null;
  }

  const plot = (id) => document.querySelector("#" + id + " .js-plotly-plot");

  // The line of a hovered milestone through the trend: both charts share their axis.
  function hover(data) {
    const point = data && data.points && data.points[0];
    const trend = plot("trade-trend");
    if (!point || !point.id || !trend || !trend._fullLayout) return { display: "none" };
    const axis = trend._fullLayout.xaxis;
    const at = axis.d2p(point.id);
    return at < 0 || at > axis._length ? { display: "none" } : { display: "block", left: axis._offset + at + "px" };
  }

  // Years typed as numbers and years on the slider are the same years.
  function typed(from, to, years, first, last) {
    const by = window.dash_clientside.callback_context.triggered.map((part) => part.prop_id.split(".")[0]);
    if (by.includes("filter-years")) {
      return [years[0] === from ? none() : years[0], years[1] === to ? none() : years[1], none()];
    }
    const whole = (year, plain) => (Number.isInteger(year) ? Math.min(Math.max(year, first), last) : plain);
    const wanted = [whole(from, years[0]), whole(to, years[1])].sort((a, b) => a - b);
    return [wanted[0], wanted[1], same(wanted, years) ? none() : wanted];
  }

  // The lanes scroll to a milestone that stands out of sight in them.
  function bringIn(id, data) {
    const box = document.getElementById("timeline-chart");
    const hits = data.find((trace) => trace.name === "hits");
    const at = hits && id ? Array.from(hits.customdata).indexOf(id) : -1;
    if (!box || at < 0) return;
    const down = Number(Array.from(hits.y)[at]);
    if (down < box.scrollTop || down > box.scrollTop + box.clientHeight - 48) box.scrollTop = down - box.clientHeight / 2;
  }

  let revealed = 0;

  function reveal() {
    const id = new URLSearchParams(window.location.search).get("event") || "";
    window.clearTimeout(revealed);
    const drawn = () => {
      const chart = plot("timeline");
      if (chart && chart.querySelector(".main-svg") && chart.data) bringIn(id, chart.data);
      else revealed = window.setTimeout(drawn, 100);
    };
    revealed = window.setTimeout(drawn, 150);
    return id;
  }

  // Arrow keys walk from milestone to milestone in the order of time; Enter opens the one that is reached.
  let cursor = "";
  function walk(step) {
    const at = milestones.findIndex((row) => row.id === cursor);
    const next = milestones[at === -1 ? (step > 0 ? 0 : milestones.length - 1) : Math.min(Math.max(at + step, 0), milestones.length - 1)];
    if (!next) return;
    cursor = next.id;
    document.getElementById("timeline-cursor").textContent = [next.when, next.title, next.domain].join(" · ");
    const chart = plot("timeline");
    const curve = chart ? chart.data.findIndex((trace) => trace.name === "hits") : -1;
    const point = curve < 0 ? -1 : Array.from(chart.data[curve].customdata).indexOf(cursor);
    if (chart) bringIn(cursor, chart.data);
    if (point >= 0) window.Plotly.Fx.hover(chart, [{ curveNumber: curve, pointNumber: point }]);
    else if (chart) window.Plotly.Fx.unhover(chart);
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "timeline-chart") return;
    const keys = { ArrowRight: () => walk(1), ArrowDown: () => walk(1), ArrowLeft: () => walk(-1), ArrowUp: () => walk(-1) };
    if (keys[event.key]) keys[event.key]();
    else if (event.key === "Enter" && cursor) set("selected-event", { data: cursor });
    else return;
    event.preventDefault();
  });

  // ---- the years played through ------------------------------------------------------------------------------------

  let film = null;
  let playing = 0;

  function playable(data) {
    if (playing && !same(film, data)) stop(false);
    film = data;
    return !data || data.years.length < 2;
  }

  function show(at) {
    const chart = plot("trade-by-country");
    const index = (name) => chart.data.findIndex((trace) => trace.name === name);
    film.map ? fill(chart, index, film.frames[at]) : rank(chart, index, film.frames[at]);
    document.getElementById("trade-by-country-title").textContent = title.replace(/\d{4}(?!.*\d{4})/, film.years[at]);
  }

  // The members of a map in the colours of a year.
  function fill(chart, index, rows) {
    const colour = Object.fromEntries(rows.map((row) => [row[0], row[1]]));
    const codes = Object.keys(colour).filter((code) => index(code) >= 0);
    const dots = chart.data[index("small")].customdata.map((code) => colour[code]);
    window.Plotly.restyle(chart, { fillcolor: codes.map((code) => colour[code]) }, codes.map(index));
    window.Plotly.restyle(chart, { "marker.color": [dots] }, [index("small")]);
    window.Plotly.restyle(chart, { hoverinfo: "skip" }, [index("hits")]);
    const notes = {};
    chart.layout.annotations.forEach((note, i) => {
      const row = rows.find(([code]) => code === note.name);
      if (!row) return;
      const [name, number] = before.layout.annotations[i].text.split("<br>");
      Object.assign(notes, {
        ["annotations[" + i + "].text"]: number && row[2] ? name + "<br>" + row[2] : name,
        ["annotations[" + i + "].font.color"]: row[3],
        ["annotations[" + i + "].font.shadow"]: row[4],
      });
    });
    window.Plotly.relayout(chart, notes);
  }

  // The bars of a year, most traded first.
  function rank(chart, index, rows) {
    const pick = (i) => [rows.map((row) => row[i])];
    const colours = rows.map((row) => film.colours[row[0]]);
    const y = [rows.map((_, i) => i)];
    window.Plotly.restyle(chart, { x: pick(1), y, customdata: pick(0), "marker.color": [colours], "marker.opacity": 1, "marker.pattern.shape": "" }, [index("values")]);
    window.Plotly.restyle(chart, { x: pick(1), y, text: [rows.map((row) => "\u2004" + row[2])] }, [index("numbers")]);
    window.Plotly.restyle(chart, { customdata: pick(0), hoverinfo: "skip" }, [index("hits")]);
    window.Plotly.relayout(chart, { "yaxis.ticktext": rows.map((row) => film.names[row[0]]), "yaxis.tickvals": y[0], "xaxis.range": [0, film.high] });
  }

  let title = "";
  let before = null;
  let at = 0;

  function stop(keep) {
    window.clearInterval(playing);
    playing = 0;
    const button = document.getElementById("trade-play");
    button.textContent = button.dataset.play;
    button.setAttribute("aria-pressed", "false");
    if (!keep) return;
    const last = at >= film.years.length - 1;
    const year = new URLSearchParams(window.location.search).get("year") || "";
    const wanted = last ? "" : String(film.years[at]);
    if (wanted === year) {
      window.Plotly.react(plot("trade-by-country"), before.data, before.layout);
      document.getElementById("trade-by-country-title").textContent = title;
    } else set("trade-year", { value: wanted });
  }

  function play() {
    if (playing) return stop(true);
    const button = document.getElementById("trade-play");
    title = document.getElementById("trade-by-country-title").textContent;
    const { data, layout } = plot("trade-by-country");
    before = window.structuredClone({ data, layout });
    button.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    at = 0;
    show(at);
    playing = window.setInterval(() => {
      at += 1;
      show(at);
      if (at >= film.years.length - 1) stop(true);
    }, calm ? 1600 : 650);
  }

  // ---- tables: filled when the charts stand, and when someone looks ------------------------------------------------

  let waiting = 0;

  function later(view) {
    const address = view || "";
    const tables = document.getElementById("tables");
    const plain = Array.from(new URLSearchParams(address).keys()).every((name) => ["lang", "theme"].includes(name));
    document.getElementById("welcome").hidden = !plain;
    const fill = () => set("tables-view", { data: address });
    const near = () => tables.getBoundingClientRect().top < window.innerHeight + 200;
    window.clearTimeout(waiting);
    const settle = () => {
      const drawn = plot("trade-trend");
      if (!drawn || !drawn.querySelector(".main-svg")) waiting = window.setTimeout(settle, 200);
      else if (near()) fill();
      else waiting = window.setTimeout(fill, 500);
    };
    waiting = window.setTimeout(settle, 300);
    return none();
  }

  // Text into elements: what documents say is never read as markup.
  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  let milestones = [];

  // The list is folded by decade where it is long: a folded decade shows its headlines and the milestone that is open.
  const unfolded = new Set();

  function fold(decade, open) {
    for (const item of document.querySelectorAll("#timeline-list [data-decade]")) {
      if (item.dataset.decade !== decade) continue;
      const button = item.querySelector("[aria-expanded]");
      if (button) button.setAttribute("aria-expanded", String(open));
      else item.hidden = !open && !item.hasAttribute("data-kept");
    }
  }

  function list(data) {
    milestones = (data && data.rows) || [];
    const items = [];
    let decade = "";
    if (data && data.hint) items.push(element("li", data.hint, { class: "hint" }));
    for (const row of milestones) {
      if (data.hint && row.decade !== decade) {
        decade = row.decade;
        const head = element("li", "", { class: "decade", "data-decade": decade });
        const text = decade + " · " + data.decades[decade];
        head.append(element("button", text, { type: "button", "data-fold": decade, "aria-expanded": "false" }));
        items.push(head);
      }
      const item = element("li", "", data.hint ? { "data-decade": decade } : {});
      if (row.headline || row.open) item.setAttribute("data-kept", "");
      item.style.borderColor = row.colour;
      item.append(line(row));
      items.push(item);
    }
    if (data && data.end) items.push(element("li", data.end, { class: "empty" }));
    inPlace(() => {
      document.getElementById("timeline-list").replaceChildren(...items);
      for (const name of Object.keys((data && data.hint && data.decades) || {})) fold(name, unfolded.has(name));
    });
    return String(milestones.length);
  }

  // A list that grows or shrinks above what is looked at leaves that where it stands.
  function inPlace(change) {
    const looked = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2);
    const card = looked && looked.closest(".wide > .card:not(#timeline-card), .side > .card");
    const before = card && card.getBoundingClientRect().top;
    change();
    if (card) window.scrollBy(0, card.getBoundingClientRect().top - before);
  }

  function line(row) {
    const button = element("button", "", { class: "milestone", type: "button", "data-event": row.id });
    if (row.open) button.setAttribute("aria-current", "true");
    button.append(element("span", row.when, { class: "when" }), " ");
    button.append(element("span", row.title, { class: row.headline ? "headline" : "title" }), " ");
    const domain = element("span", row.domain, { class: "domain" });
    domain.style.color = row.colour;
    button.append(domain);
    if (row.doubt) button.append(" ", element("span", row.doubt, { class: "doubt" }));
    return button;
  }

  function table(data, id) {
    const place = document.getElementById(id);
    if (!data) return none();
    const made = element("table");
    made.append(element("caption", data.caption));
    const head = element("tr");
    head.append(...data.head.map((name) => element("th", name, { scope: "col" })));
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    for (const cells of data.rows) {
      const row = element("tr");
      const known = (data.ids || [])[body.children.length] || [];
      const cell = (text, at) => {
        if (!known[at + 1]) return element("td", text);
        const place = element("td");
        place.append(element("button", text, { type: "button", class: "value", "data-value": known[at + 1] }));
        return place;
      };
      row.append(element("th", cells[0], { scope: "row" }), ...cells.slice(1).map(cell));
      body.append(row);
    }
    made.append(top, body);
    place.replaceChildren(made);
    return String(data.rows.length);
  }

  // ---- pictures ----------------------------------------------------------------------------------------------------

  const opened = () => true;

  function save(url, name) {
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  }

  // What the server has written for the file to say of itself, put where its format has the place for it.
  function inscribed(url, { format, within }) {
    const [head, body] = [url.slice(0, url.indexOf(",") + 1), url.slice(url.indexOf(",") + 1)];
    if (format === "svg") {
      return head + encodeURIComponent(decodeURIComponent(body).replace(/<svg([^>]*)>/, (_, rest) => `<svg${rest} role="img">${within}`));
    }
    if (format !== "png") return url;
    const picture = window.atob(body);
    return head + window.btoa(picture.slice(0, 33) + window.atob(within) + picture.slice(33));
  }

  // Draws a figure that the server has laid out for the size asked for, and saves or copies it.
  async function picture(order) {
    if (!order) return none();
    const { data, layout } = order.figure;
    try {
      const size = { format: order.format, width: layout.width, height: layout.height, scale: layout.meta.scale };
      const url = inscribed(await window.Plotly.toImage({ data, layout, config: { staticPlot: true } }, size), order);
      if (!order.copy) save(url, order.name);
      else await clipboard.put(bytes(url));
      return order.saved;
    } catch (error) {
      return order.failed;
    }
  }

  // A data address as what it holds; the page's policy lets nothing fetch it.
  function bytes(url) {
    const [head, body] = url.split(",");
    return new Blob([Uint8Array.from(window.atob(body), (letter) => letter.charCodeAt(0))], { type: head.slice(5).split(";")[0] });
  }

  // Browsers let a page write to the clipboard only while a press is fresh: what is to be written is promised then.
  const clipboard = { put: () => Promise.reject(new Error("no clipboard")) };

  function promiseCopy() {
    if (!window.ClipboardItem || !navigator.clipboard) return;
    let give = null;
    const image = new Promise((resolve) => (give = resolve));
    const written = navigator.clipboard.write([new window.ClipboardItem({ "image/png": image })]);
    written.catch(() => {});
    clipboard.put = (blob) => (give(blob), written);
  }

  // ---- what is pressed outside of Dash -----------------------------------------------------------------------------

  function set(id, props) {
    window.dash_clientside.set_props(id, props);
  }

  document.addEventListener("click", (event) => {
    const at = (name) => event.target.closest && event.target.closest("[" + name + "]");
    const milestone = at("data-event");
    const value = at("data-value");
    const row = at("row-id");
    const copied = at("data-copy");
    if (value) set("selected-value", { data: value.dataset.value });
    if (row) openRow(row);
    if (copied) {
      copyText(document.getElementById(copied.dataset.copy).textContent);
      copied.textContent = "✓ " + copied.dataset.copied;
    }
    if (at("id") && at("id").id === "export-copy") promiseCopy();
    const exported = at("data-export");
    if (exported) {
      set("export-chart", { value: exported.dataset.export });
      set("export-dialog", { opened: true });
    }
    const preset = at("data-preset");
    if (at("id") && at("id").id === "trade-play") play();
    if (milestone) set("selected-event", { data: milestone.dataset.event });
    const years = at("data-span");
    if (years) set("filter-years", { value: years.dataset.span.split("/").map(Number) });
    if (preset) set("filter-countries", { value: preset.dataset.preset.split(";") });
    if (event.target.closest && event.target.closest("#filters-open")) {
      const open = document.getElementById("filters").classList.toggle("open");
      document.getElementById("filters-open").setAttribute("aria-expanded", String(open));
    }
    const folded = at("data-fold");
    if (folded) {
      const name = folded.dataset.fold;
      unfolded.has(name) ? unfolded.delete(name) : unfolded.add(name);
      fold(name, unfolded.has(name));
    }
    const opened = (milestone && milestone.dataset.event) || (value && value.dataset.value);
    if (opened && (value || window.innerWidth < 700)) toDetail();
    if (event.target.id === "timeline-whole") document.getElementById("timeline-chart").classList.toggle("whole", event.target.checked);
    if (event.target.id === "timeline-as-list") {
      document.getElementById("timeline-list").classList.toggle("shown", event.target.checked);
      document.querySelector(".timeline-chart").hidden = event.target.checked;
    }
  });

  // Where the page is long the detail lies out of sight of what opened it.
  const toDetail = () => window.setTimeout(() => document.getElementById("event-detail").scrollIntoView({ block: "start" }), 600);

  // A row of a grid opens what it is: by click, or by Enter on one of its cells.
  function openRow(row) {
    const grid = row.closest("#events-table, #trade-table");
    if (!grid) return;
    set(grid.id === "events-table" ? "selected-event" : "selected-value", { data: row.getAttribute("row-id") });
    toDetail();
  }

  document.addEventListener("keydown", (event) => {
    const row = event.key === "Enter" && event.target.closest && event.target.closest(".ag-row[row-id]");
    if (row) openRow(row);
  });

  // Escape closes what was opened: the filters behind their button, else the detail. Lists and dialogs close by
  // themselves; while a dialog is open, it is the dialog that is meant, wherever the focus has gone.
  const dialogIsOpen = () => [...document.querySelectorAll("[role=dialog]")].some((dialog) => dialog.getClientRects().length);
  document.addEventListener(
    "keydown",
    (event) => {
      const from = event.target;
      if (event.key !== "Escape" || !from.closest || dialogIsOpen() || from.closest("[aria-expanded=true], [aria-haspopup=listbox][aria-controls]")) return;
      const more = from.closest("details.more[open]");
      const close = document.querySelector("#event-detail .close");
      if (more) {
        more.open = false;
        more.querySelector("summary").focus();
      } else if (close && (from === document.body || from.closest("#timeline-chart, #event-detail"))) {
        if (from.closest("#event-detail")) document.getElementById("timeline-chart").focus();
        close.click();
      }
    },
    { capture: true },
  );

  // A lost connection is said; when the server answers again, the page asks once more for what it missed.
  let asking = 0;
  const recovered = (banner) => {
    window.clearInterval(asking);
    banner.hidden = true;
    set("view", { data: window.location.search });
  };
  document.addEventListener("atlas-connection", (event) => {
    const banner = document.getElementById("connection");
    if (!banner || event.detail === banner.hidden) return;
    if (event.detail) return recovered(banner);
    banner.hidden = false;
    window.clearInterval(asking);
    asking = window.setInterval(async () => {
      const answer = await fetch(banner.dataset.health, { cache: "no-store" }).catch(() => null);
      if (answer && answer.ok && !banner.hidden) recovered(banner);
    }, 2000);
  });

  window.addEventListener("popstate", () => set("url", { data: window.location.search }));

  let settled = 0;
  let drawn = document.documentElement.clientWidth;
  window.addEventListener("resize", () => {
    window.clearTimeout(settled);
    settled = window.setTimeout(() => {
      if (document.documentElement.clientWidth === drawn) return;
      drawn = document.documentElement.clientWidth;
      set("viewport", { data: drawn });
    }, 200);
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, { atlas: { sync, links, share, select, later, csv, hover, pick, clicked, opened, picture, list, table, typed, playable, reveal } });
})();
