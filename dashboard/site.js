// Draws the charts of a static page from the data that stands in it, and sorts its tables.
"use strict";
document.querySelectorAll("script[data-chart]").forEach((held) => {
  const figure = JSON.parse(held.textContent);
  const place = document.getElementById(held.dataset.chart);
  const config = { displaylogo: false, scrollZoom: false, modeBarButtonsToRemove: ["select2d", "lasso2d"] };
  window.Plotly.newPlot(place, figure.data, figure.layout, config);
  place.on("plotly_click", (event) => {
    const row = document.getElementById(String(event.points[0].customdata || ""));
    if (!row || row.tagName !== "DETAILS") return;
    row.open = true;
    row.scrollIntoView({ block: "center" });
  });
});

// What a cell is sorted by: what it says itself, an amount in words, a number, else its text; nothing comes last.
const units = JSON.parse((document.getElementById("units") || { textContent: "[]" }).textContent);
function weight(cell) {
  if (cell.dataset.sort) return cell.dataset.sort;
  const text = cell.textContent.trim();
  if (!text || text === "–") return null;
  const bare = (said) => said.replaceAll(",", "").replace(/%$/, "").replace("−", "-");
  const number = (said) => (/^[-+]?\d+(\.\d+)?$/.test(bare(said)) ? Number(bare(said)) : NaN);
  for (const { size, before, after } of units) {
    if (!text.startsWith(before) || !text.endsWith(after)) continue;
    const found = number(text.slice(before.length, text.length - after.length));
    if (!Number.isNaN(found)) return found * size;
  }
  return Number.isNaN(number(text)) ? text : number(text);
}

function compared(one, other) {
  if (one === null || other === null) return 0;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), document.documentElement.lang);
}

function sort(body, at, turn) {
  const rows = [...body.rows].map((row) => [weight(row.cells[at]), row]);
  rows.sort(([one], [other]) => (one === null) - (other === null) || turn * compared(one, other));
  body.append(...rows.map(([, row]) => row));
}

document.querySelectorAll("table").forEach((table) => {
  table.querySelectorAll("thead th").forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
      sort(table.tBodies[0], at, turn);
    });
  });
});
