/* Corrections: a button where something can be wrong, a dialog with what can be done about it, one more click, and an undo.
   The first click opens, the second decides; a reason stands there already and can be written over. */
"use strict";

const corrections = {
  who() { return localStorage.getItem("hearsay-who") || "reader"; },

  async decide(correction, done) {
    try {
      const { decision } = await hearsay.send("/api/corrections", JSON.stringify(correction), "application/json");
      sessionStorage.setItem("hearsay-decided", JSON.stringify({ decision, words: done }));
      location.reload();
    } catch (error) {
      hearsay.tell(error.message);
    }
  },

  async undo(decision) {
    try {
      const body = JSON.stringify({ who: corrections.who(), reason: "taken back on the page" });
      await hearsay.send(`/api/corrections/${Number(decision)}/undo`, body, "application/json");
      sessionStorage.setItem("hearsay-decided", JSON.stringify({ words: "Undone." }));
      location.reload();
    } catch (error) {
      hearsay.tell(error.message);
    }
  },

  /* `choices`: [words, reason, correction, done], each a button; `extra(form, decide)`: fields of its own. */
  open(title, choices, extra) {
    const { make } = hearsay;
    const reason = make("input", { name: "reason", maxLength: 500, autocomplete: "off", placeholder: "as the choice says" });
    const who = make("input", { name: "who", maxLength: 100, value: corrections.who(), autocomplete: "name" });
    const form = make("form", { method: "dialog" });
    const heading = make("h2", { id: "correct-title", textContent: title });
    const dialog = make("dialog", { "aria-labelledby": "correct-title" }, heading, form);
    const decide = (correction, usual, done) => {
      localStorage.setItem("hearsay-who", who.value.trim() || "reader");
      dialog.close();
      corrections.decide({ ...correction, who: corrections.who(), reason: reason.value.trim() || usual }, done);
    };
    const buttons = make("div", { className: "choices" });
    for (const [words, usual, correction, done] of choices)
      buttons.append(make("button", { type: "button", textContent: words, onclick: () => decide(correction, usual, done) }));
    form.append(buttons);
    if (extra) extra(form, decide);
    form.append(make("div", { className: "line" }, make("label", {}, "Reason", reason), make("label", {}, "Who decides", who)),
      make("button", { type: "submit", className: "quiet", textContent: "Leave as it is" }));
    form.addEventListener("submit", event => { event.preventDefault(); dialog.close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  },

  /* A line with one field and a button. */
  field(form, label, button, run, list) {
    const { make } = hearsay;
    const input = make("input", { maxLength: 200, autocomplete: "off" });
    if (list) {
      input.setAttribute("list", "known-names");
      form.append(make("datalist", { id: "known-names" }, ...list.map(name => make("option", { value: name }))));
    }
    const go = () => { if (input.value.trim()) run(input.value.trim()); else input.focus(); };
    input.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); go(); } });
    form.append(make("div", { className: "line" }, make("label", {}, label, input), make("button", { type: "button", textContent: button, onclick: go })));
  },

  placeOf(element) {
    return { article: Number(element.dataset.article), content: JSON.parse(element.dataset.content) };
  },

  button(words, run, label) {
    const button = hearsay.make("button", { type: "button", className: "quiet", textContent: words, onclick: run });
    if (label) button.setAttribute("aria-label", label);
    return button;
  },

  names() { return [...new Set([...document.querySelectorAll("a.person")].map(link => link.textContent))]; },
};

function offerStatement(element, where) {
  const speaker = element.dataset.speaker, place = corrections.placeOf(element);
  where.append(corrections.button("Correct", () => {
    const choices = [["Nobody is cited here", "read again: nobody is cited here", { kind: "not-attribution", ...place }, "No longer a statement."]];
    if (speaker) choices.push(["Somebody is cited, it is not known who", "read again: the text does not tell who", { kind: "speaker", ...place, speaker: null }, "The speaker is not known."]);
    corrections.open("What is wrong here?", choices, (form, decide) => corrections.field(form, "The words are those of", "Save", name =>
      decide({ kind: "speaker", ...place, speaker: name }, "read again: another one speaks", `These are now the words of ${name}.`), corrections.names()));
  }, speaker ? `Correct this statement of ${speaker}` : "Correct this statement"));
}

function offerRelation(item) {
  const claim = number => document.querySelector(`.claim[data-claim="${Number(number)}"]`);
  const from = claim(item.dataset.from), to = claim(item.dataset.to);
  if (!from || !to || !["opposes", "denies"].includes(item.dataset.kind)) return;
  item.append(" ", corrections.button("Not so", () => corrections.open("Do these two contradict one another?", [["They do not", "read again: both can be true",
    { kind: "not-opposed", places: [corrections.placeOf(from), corrections.placeOf(to)] }, "No longer set against one another."]]),
    `These do not contradict one another: ${from.dataset.speaker} and ${to.dataset.speaker}`));
}

/* Two statements answer one question: the first is picked on one page, the second on another or the same. */
function offerSameQuestion(claim, where) {
  const place = corrections.placeOf(claim);
  const picked = JSON.parse(sessionStorage.getItem("hearsay-picked") || "null");
  if (!picked) {
    where.append(corrections.button("Same question as\u2026", () => {
      sessionStorage.setItem("hearsay-picked", JSON.stringify({ ...place, speaker: claim.dataset.speaker }));
      location.reload();
    }, "This answers the same question as another statement, to be chosen next"));
    return;
  }
  if (JSON.stringify([picked.article, picked.content]) === JSON.stringify([place.article, place.content])) return;
  where.append(corrections.button(`Same question as ${picked.speaker || "the one chosen"}`, () => {
    const places = [{ article: picked.article, content: picked.content }, place];
    sessionStorage.removeItem("hearsay-picked");
    corrections.open("Both answer one question. How?", [
      ["Where one says yes, so does the other", "read again: one question", { kind: "same-question", places, reversed: false }, "Now one question."],
      ["Where one says yes, the other says no", "read again: one question, opposite answers", { kind: "same-question", places, reversed: true }, "Now one question."]]);
  }));
}

function offerPerson(head) {
  const name = head.dataset.person;
  const articles = [...document.querySelectorAll(".hits > li[data-article]")].map(item => [Number(item.dataset.article), item.dataset.outlet]);
  const known = [...new Map(articles).entries()];
  const actions = hearsay.make("p", { className: "actions" });
  actions.append(corrections.button("Same person as\u2026", async () => {
    const { speakers } = await hearsay.ask("/api/people");
    corrections.open(`${name} is the same person as`, [], (form, decide) => corrections.field(form, "Name", "Merge", into =>
      decide({ kind: "merge", speaker: name, into }, "one person under two names", `${name} is now ${into}.`),
      speakers.slice(0, 500).map(one => one.name).filter(one => one !== name)));
  }), corrections.button("Two persons under this name\u2026", () => corrections.open(`In some articles ${name} is somebody else`, [], (form, decide) => {
    const boxes = known.map(([number, outlet]) => hearsay.make("input", { type: "checkbox", value: String(number), "data-outlet": outlet }));
    form.append(hearsay.make("fieldset", { className: "choices" }, hearsay.make("legend", { textContent: "In which articles" }),
      ...boxes.map((box, i) => hearsay.make("label", {}, hearsay.make("span", {}, box, ` ${known[i][1] || "article"} (${known[i][0]})`)))));
    corrections.field(form, "Who it is there", "Split", into => {
      const chosen = boxes.filter(box => box.checked).map(box => Number(box.value));
      if (chosen.length) decide({ kind: "split", speaker: name, into, articles: chosen }, "two persons under one name", `In ${chosen.length} of the articles it is now ${into}.`);
      else hearsay.tell("Choose the articles first.");
    });
  })));
  head.append(actions);
}

/* Two names that may be one's: one click asks, the second decides. */
function offerNames(item) {
  const { speaker, into } = item.dataset, names = { speaker, into };
  const one = (from, to) => [`One: ${to}`, "one under two names", { kind: "merge", speaker: from, into: to }, `${from} is now ${to}.`];
  item.append(" ", corrections.button("One or two?", () => corrections.open(`Are ${speaker} and ${into} one?`, [one(speaker, into), one(into, speaker),
    ["Two", "two of like names", { kind: "not-same", ...names }, `${speaker} and ${into} stay two.`]]), `Are ${speaker} and ${into} one or two?`));
}

function offerUndo(item) {
  if (item.classList.contains("stands")) item.append(corrections.button("Undo", () => corrections.undo(item.dataset.decision), `Undo decision ${item.dataset.decision}`));
}

for (const card of document.querySelectorAll(".card")) offerStatement(card, card.querySelector(".actions"));
for (const claim of document.querySelectorAll(".claim")) {
  const where = claim.appendChild(hearsay.make("p", { className: "actions" }));
  offerStatement(claim, where);
  offerSameQuestion(claim, where);
}
for (const item of document.querySelectorAll(".relation")) offerRelation(item);
for (const item of document.querySelectorAll(".offer")) offerNames(item);
for (const item of document.querySelectorAll(".decision")) offerUndo(item);
if (document.querySelector(".person[data-person]")) offerPerson(document.querySelector(".person[data-person]"));

const decided = JSON.parse(sessionStorage.getItem("hearsay-decided") || "null");
sessionStorage.removeItem("hearsay-decided");
if (decided) hearsay.tell(decided.words, decided.decision ? "Undo" : null, () => corrections.undo(decided.decision));
else if (sessionStorage.getItem("hearsay-picked"))
  hearsay.tell("Chosen. Now open the other statement and say that it answers the same question.", "Leave it", () => { sessionStorage.removeItem("hearsay-picked"); location.reload(); });
