/* What script adds to reading: filters without loading, search as one types, a click on a statement, adding with its progress.
   All of it but adding works without. Nothing is ever put into the page as HTML: text goes in as text. */
"use strict";

document.documentElement.classList.add("script");

const hearsay = {
  token: document.querySelector('meta[name="hearsay-token"]').content,

  async ask(path, options = {}) {
    const answer = await fetch(path, options);
    const json = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(json.error || answer.statusText);
    return json;
  },

  send(path, body, type) {
    return hearsay.ask(path, { method: "POST", body, headers: { "Content-Type": type, "X-Hearsay-Token": hearsay.token } });
  },

  make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element && key !== "for") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  },

  /* A line at the foot of the page, with at most one thing to do about it. */
  tell(words, action, run) {
    const told = document.getElementById("told");
    clearTimeout(hearsay.timer);
    told.replaceChildren(words);
    if (action) told.append(hearsay.make("button", { type: "button", textContent: action, onclick: run }));
    hearsay.timer = setTimeout(() => told.replaceChildren(), action ? 30000 : 8000);
  },
};

/* ---- a question: filters ---- */

function startFilters() {
  const form = document.getElementById("filters"), shown = document.getElementById("shown");
  const loaded = new URLSearchParams(location.search);
  const passes = {
    room: claim => claim.dataset.access === "in-room",
    named: claim => claim.dataset.naming === "named",
    direct: claim => claim.dataset.form === "direct" || claim.dataset.form === "mixed",
  };
  function apply() {
    const wanted = Object.keys(passes).filter(name => form.elements[name].checked);
    const claims = [...document.querySelectorAll(".claim")];
    for (const claim of claims) claim.hidden = !wanted.every(name => passes[name](claim));
    for (const group of document.querySelectorAll(".origin")) {
      const open = [...group.querySelectorAll(".claim")].filter(claim => !claim.hidden);
      const others = group.querySelector(".others");
      group.hidden = open.length === 0;
      if (others) {
        others.hidden = !open.some(claim => others.contains(claim));
        if (wanted.length) others.open = true;
      }
    }
    const left = claims.filter(claim => !claim.hidden).length;
    shown.textContent = wanted.length ? `${left} of ${claims.length} shown` : "";
    const address = new URL(location);
    for (const name of Object.keys(passes)) wanted.includes(name) ? address.searchParams.set(name, "1") : address.searchParams.delete(name);
    history.replaceState(null, "", address);
  }
  /* What the server left out cannot be shown again without asking it. */
  const narrowed = Object.keys(passes).some(name => loaded.has(name));
  form.addEventListener("change", () => (narrowed ? form.requestSubmit() : apply()));
}

/* ---- an article: a click on a statement chooses it ---- */

function startReading(text) {
  const choose = number => {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    for (const piece of text.querySelectorAll(`mark[data-statement="${number}"]`)) piece.classList.add("chosen");
    document.getElementById(`c${number}`)?.classList.add("chosen");
  };
  text.addEventListener("click", event => {
    const place = event.target.closest("[data-statement]");
    if (!place || String(getSelection())) return;
    choose(Number(place.dataset.statement));
    if (!event.target.closest("a")) location.hash = `c${Number(place.dataset.statement)}`;
  });
  const follow = () => {
    const number = /^#[ac](\d+)$/.exec(location.hash);
    if (number) choose(Number(number[1]));
  };
  addEventListener("hashchange", follow);
  follow();
}

/* ---- the drawing of origins: what is pointed at or focused shows its own lines ---- */

function startDrawing(drawing) {
  const light = event => {
    const node = event.target.closest?.("[data-node]") || event.target.querySelector?.("[data-node]");
    const number = node && drawing.contains(node) && event.target !== drawing ? node.dataset.node : null;
    drawing.classList.toggle("narrowed", number !== null);
    for (const edge of drawing.querySelectorAll(".edge")) edge.classList.toggle("lit", number !== null && edge.dataset.ends.split(" ").includes(number));
  };
  const leave = () => drawing.classList.remove("narrowed");
  drawing.addEventListener("pointerover", light);
  drawing.addEventListener("pointerleave", leave);
  drawing.addEventListener("focusin", light);
  drawing.addEventListener("focusout", leave);
}

/* ---- search as one types ---- */

function startSearch(form) {
  const found = document.getElementById("found");
  let timer, last;
  async function look() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const address = `/search?${query}`;
    last?.abort();
    last = new AbortController();
    try {
      const answer = await fetch(address, { signal: last.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      found.replaceChildren(...document.importNode(page.getElementById("found"), true).childNodes);
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") hearsay.tell(`The search did not answer: ${error.message}`);
    }
  }
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); look(); });
}

function startNarrow(form) {
  const rows = [...document.querySelectorAll("#people tbody tr")];
  form.elements.name.addEventListener("input", () => {
    const words = form.elements.name.value.toLocaleLowerCase();
    for (const row of rows) row.hidden = !row.cells[0].textContent.toLocaleLowerCase().includes(words);
  });
}

/* ---- adding ---- */

function startAdding() {
  const list = document.getElementById("jobs"), none = document.getElementById("nojobs"), drop = document.getElementById("drop");
  const files = document.getElementById("files"), paste = document.getElementById("paste");
  const words = { waiting: "waiting", running: "being read", failed: "failed" };
  let timer, watching = false;

  function row(job) {
    const over = job.state === "done" || job.state === "failed";
    const state = job.state === "done" ? `${job.added} added${job.known ? `, ${job.known} known already` : ""}${job.troubles ? `, ${job.troubles} unusable` : ""}`
      : job.state === "running" && job.added ? `${job.added} read` : words[job.state];
    const name = hearsay.make("bdi", { textContent: job.name || "pasted text" });
    const item = hearsay.make("li", {}, hearsay.make("span", {}, name), hearsay.make("span", { textContent: state }));
    if (job.message) item.append(hearsay.make("p", { textContent: job.message }));
    if (!over) {
      const bar = hearsay.make("progress", { max: job.bytes || 1, "aria-label": `Reading ${job.name || "pasted text"}` });
      if (job.state === "running" && job.bytes_done) bar.value = job.bytes_done;
      item.append(bar);
    }
    return item;
  }
  async function watch() {
    clearTimeout(timer);
    try {
      const { jobs } = await hearsay.ask("/api/jobs");
      list.replaceChildren(...jobs.reverse().map(row));
      none.hidden = jobs.length > 0;
      const busy = jobs.some(job => job.state === "waiting" || job.state === "running");
      if (busy) timer = setTimeout(watch, 400);
      else if (watching) hearsay.tell("All has been read.", "To the questions", () => { location.href = "/"; });
      watching = busy;
    } catch (error) {
      hearsay.tell(`The server does not answer: ${error.message}`);
      timer = setTimeout(watch, 3000);
    }
  }
  async function send(path, body, type) {
    watching = true;
    try {
      await hearsay.send(path, body, type);
    } catch (error) {
      hearsay.tell(error.message);
    }
    watch();
  }
  async function sendFiles(all) {
    for (const file of all) await send(`/api/articles?name=${encodeURIComponent(file.name.slice(0, 200))}`, file, "application/octet-stream");
  }
  files.addEventListener("change", () => { sendFiles([...files.files]); });
  document.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", event => { event.preventDefault(); drop.classList.remove("over"); sendFiles([...event.dataTransfer.files]); });
  paste.addEventListener("submit", async event => {
    event.preventDefault();
    const article = Object.fromEntries([...new FormData(paste)].filter(([, value]) => value));
    await send("/api/articles", JSON.stringify(article), "application/json");
    paste.reset();
  });
  watch();
}

/* ---- what stands on this page ---- */

if (document.getElementById("filters")) startFilters();
if (document.getElementById("text")) startReading(document.getElementById("text"));
if (document.querySelector(".origins svg")) startDrawing(document.querySelector(".origins svg"));
if (document.getElementById("search")) startSearch(document.getElementById("search"));
if (document.getElementById("narrow")) startNarrow(document.getElementById("narrow"));
if (document.getElementById("jobs")) startAdding();
/* A slash goes to the search, as in many readers. */
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("find").focus();
});
