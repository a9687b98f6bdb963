/**
 * What the page does in a browser: without it everything is there to read. Plain JavaScript, since nothing compiles it.
 * Nothing in it ends a script element.
 */
export const behaviour = `"use strict";
(() => {
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const root = document.documentElement;
  for (const each of all("[data-needs-script]")) each.hidden = false;

  const theme = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const named = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; named(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", named);
  named();
  document.getElementById("print").addEventListener("click", () => print());

  const drawing = document.querySelector("svg.drawing");
  let zoom = 1;
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => {
      const by = Number(button.dataset.zoom);
      zoom = by === 0 ? 1 : Math.min(4, Math.max(1, zoom * (by > 0 ? 1.4 : 1 / 1.4)));
      drawing.style.setProperty("--zoom", zoom);
    });
  }
  const light = (box) => {
    drawing.classList.toggle("picked", box !== undefined);
    for (const each of all(".lit", drawing)) each.classList.remove("lit");
    if (box === undefined) return;
    const lit = new Set([box]);
    for (const line of all(".line", drawing)) {
      const { from, to } = line.dataset;
      if (from !== box && to !== box) continue;
      line.classList.add("lit");
      lit.add(from).add(to);
    }
    for (const each of all(".box", drawing)) each.classList.toggle("lit", lit.has(each.dataset.box));
  };
  for (const box of all("a.box", drawing)) {
    for (const event of ["mouseenter", "focus"]) box.addEventListener(event, () => light(box.dataset.box));
    for (const event of ["mouseleave", "blur"]) box.addEventListener(event, () => light(undefined));
  }

  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const parts = all(".part").map((part) => ({
    part,
    name: part.querySelector("summary").textContent.toLowerCase(),
    rows: all("tbody tr", part).map((row) => ({ row, words: row.textContent.toLowerCase() })),
  }));
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const filter = () => {
    const words = search.value.toLowerCase().split(/ +/).filter(Boolean);
    let shown = 0;
    for (const { part, name, rows } of parts) {
      let here = 0;
      for (const { row, words: text } of rows) {
        row.hidden = !words.every((word) => text.includes(word) || name.includes(word));
        if (!row.hidden) here += 1;
      }
      part.hidden = here === 0;
      part.open = words.length > 0 && here > 0;
      shown += here;
    }
    found.textContent = words.length === 0 ? total + " resources" : shown + " of " + total;
  };
  search.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && event.target === search) { search.value = ""; filter(); }
  });
  document.getElementById("open-all").addEventListener("click", ({ currentTarget }) => {
    const open = parts.some(({ part }) => !part.open);
    for (const { part } of parts) part.open = open;
    currentTarget.textContent = open ? "Close all" : "Open all";
  });

  const follow = () => {
    const row = document.getElementById(location.hash.slice(1));
    const part = row?.closest(".part");
    if (!part) return;
    if (row.hidden) { search.value = ""; filter(); }
    part.open = true;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href='" + location.hash + "']");
    if (link && location.hash !== "") follow();
  });
  follow();

  const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const [id, link] of links) {
        if (id === target.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-30% 0px -60% 0px" });
  for (const each of all("main > section")) seen.observe(each);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = parts.filter(({ part }) => !part.open).map(({ part }) => part);
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
})();
`;
