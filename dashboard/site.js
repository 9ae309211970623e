// Draws the charts of a static page from the data that stands in it.
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
