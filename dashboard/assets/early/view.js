// Runs before everything else: asks for the layout of this address while the rest of the page still loads, so that
// the server can send the first view complete, in its language, theme and width.
(function () {
  "use strict";
  const plain = window.fetch.bind(window);
  const params = new URLSearchParams(window.location.search);
  if (!params.has("theme") && !window.location.search && window.matchMedia("(prefers-color-scheme: dark)").matches) {
    window.history.replaceState(null, "", "?theme=dark");
    document.documentElement.setAttribute("data-mantine-color-scheme", "dark");
  }
  const asked = new URLSearchParams({
    _search: window.location.search,
    _path: window.location.pathname,
    _width: String(document.documentElement.clientWidth || window.innerWidth),
  });
  const base = document.currentScript.getAttribute("src").split("assets/")[0];
  const same = { credentials: "same-origin" };
  const early = {
    [base + "_dash-layout"]: plain(base + "_dash-layout?" + asked, same),
    [base + "_dash-dependencies"]: plain(base + "_dash-dependencies", same),
  };
  window.fetch = function (resource, options) {
    const found = early[resource];
    delete early[resource];
    if (found) return found;
    const answer = plain(resource, options);
    if (String(resource).includes("_dash-update-component")) {
      const tell = (well) => document.dispatchEvent(new CustomEvent("atlas-connection", { detail: well }));
      answer.then((got) => tell(got.status < 500), () => tell(false));
    }
    return answer;
  };
})();
