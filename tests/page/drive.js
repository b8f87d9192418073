/* drive.js ADDRESS CHROMIUM STORY short|long|hostile|paint: looks at every page and does what a reporter does; opens what was written to do harm; or tells when the first
   paint came. One line a check: ok|no TAB what TAB detail. The tasks are counted in clicks (keys that choose or send count as one) and timed from the first to what was wanted. */
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const [base, executablePath, story, how] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const shots = path.join(__dirname, "shots");
/* Nothing but the page: no network of the browser's own. playwright gives a fresh profile. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PAGES = { front: "/", question: "/questions/0", articles: "/articles", article: "/articles/2", people: "/people", person: "/person?name=Tomas%20Dragan",
  timeline: "/timeline", search: "/search?q=bridge", log: "/log", add: "/add" };

const check = (good, what, detail = "") => console.log(`${good ? "ok" : "no"}\t${what}\t${String(detail).replace(/\s+/g, " ").slice(0, 300)}`);

function listen(page) {
  page.on("console", message => message.type() === "error" && !/Failed to load resource/.test(message.text()) && check(false, "the console is quiet", message.text()));
  page.on("pageerror", error => check(false, "no script fails", error.message));
}

async function look(browser, width, colorScheme, withAxe) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 740 : 1000 }, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  listen(page);
  for (const [name, address] of Object.entries(PAGES)) {
    await page.goto(base + address.slice(1));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(over <= 0, `${name} at ${width}: nothing stands out to the right`, over);
    await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: name === "question" });
    if (!withAxe) continue;
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate(() => axe.run());
    check(violations.length === 0, `${name} at ${width}, ${colorScheme}: axe finds nothing`, violations.map(one => `${one.id}: ${one.nodes[0].html}`).join("; "));
  }
  await context.close();
}

/* ---- ten tasks ---- */

const TASKS = [
  ["See who was in the room on the first question", async (page, click) => {
    await page.goto(base);
    await click(page.locator(".headline a").first());
    const all = await page.locator(".claim").count();
    await click(page.getByLabel("in the room"));
    const left = await page.locator(".claim:not([hidden])").evaluateAll(list => list.map(one => one.dataset.access));
    return all > left.length && left.length > 0 && left.every(access => access === "in-room");
  }],
  ["Open a claim at its place in the article", async (page, click) => {
    await page.goto(base + "questions/0");
    await click(page.locator(".claim .where a").first());
    await page.waitForURL(/\/articles\/\d+#a\d+/);
    const id = new URL(page.url()).hash.slice(1);
    return page.locator(`mark#${id}`).evaluate(mark => { const { top } = mark.getBoundingClientRect(); return top >= 0 && top < innerHeight; });
  }],
  ["See through whom a nested statement came", async (page, click) => {
    await page.goto(base + "articles/2");
    await click(page.locator("#text mark mark").first());
    const card = page.locator(".card.chosen");
    await card.waitFor();
    return (await card.locator(".chain .arrow").count()) >= 1 && card.isVisible();
  }],
  ["All that one person said", async (page, click) => {
    await page.goto(base + "questions/0");
    await click(page.locator(".claim h4 a").first());
    await page.waitForURL(/\/person\?name=/);
    return (await page.locator(".hits > li").count()) > 1;
  }],
  ["Find words by keyboard, as one types", async (page, click) => {
    await page.goto(base);
    await click(() => page.keyboard.press("/"));
    await page.keyboard.type("bridge");
    await click(() => page.keyboard.press("Enter"));
    await page.waitForURL(/\/search\?q=bridge/);
    await page.locator(".hits mark").first().waitFor();
    const before = await page.locator(".hits > li").count();
    await page.locator("#search [name=q]").fill("bridge reopen");
    await page.waitForFunction(n => document.querySelectorAll(".hits > li").length !== n || location.search.includes("reopen"), before);
    return (await page.locator(".hits > li").count()) > 0;
  }],
  ["See when things were said", async (page, click) => {
    await page.goto(base);
    await click(page.getByRole("link", { name: "Timeline" }));
    await page.locator("svg.clocks circle").first().waitFor();
    return (await page.locator(".day").count()) > 1;
  }],
  ["Say that something is no statement, and take it back", async (page, click) => {
    await page.goto(base + "articles/2");
    const before = await page.locator(".card").count();
    await click(page.locator(".card").last().getByRole("button", { name: /^Correct/ }));
    await click(page.getByRole("button", { name: "Nobody is cited here" }));
    await page.locator(".told button").waitFor();
    const after = await page.locator(".card").count();
    await click(page.locator(".told button"));
    await page.waitForFunction(n => document.querySelectorAll(".card").length === n, before);
    return after < before;
  }],
  ["Give the words to another speaker", async (page, click) => {
    await page.goto(base + "articles/2");
    await click(page.locator(".card").first().getByRole("button", { name: /^Correct/ }));
    await page.getByLabel("The words are those of").fill("Ilse Maren");
    await click(page.getByRole("button", { name: "Save" }));
    await page.locator(".told button").waitFor();
    const speaker = await page.locator(".card").first().locator("h3 a").textContent();
    await page.locator(".told button").click();
    await page.locator(".told", { hasText: "Undone" }).waitFor();
    return speaker === "Ilse Maren";
  }],
  ["Paste an article and see it read", async (page, click) => {
    await page.goto(base);
    await click(page.getByRole("link", { name: "Add articles" }));
    await page.getByLabel("Title").fill("Ferry to stay in port");
    await page.locator("#paste textarea").fill("The ferry would not sail on Friday, the harbour master said. \"Not in this wind,\" Mara Quist told reporters.\n");
    await click(page.getByRole("button", { name: "Add", exact: true }));
    await page.locator("#jobs li", { hasText: "1 added" }).waitFor({ timeout: 120000 });
    return true;
  }],
  ["Drop in a file that the case has", async (page, click) => {
    await page.goto(base + "add");
    await click(() => page.locator("#files").setInputFiles(story));
    await page.locator("#jobs li", { hasText: "9 known already" }).waitFor({ timeout: 120000 });
    return true;
  }],
];

async function tasks(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  for (const [name, run] of TASKS) {
    const page = await context.newPage();
    let clicks = 0, good = false, detail = "", begun = 0;
    listen(page);
    page.setDefaultTimeout(30000);
    const click = async target => {
      begun = begun || Date.now();
      clicks++;
      await (typeof target === "function" ? target() : target.click());
    };
    try {
      good = await run(page, click);
    } catch (error) {
      detail = error.message;
    }
    console.log(`task: ${name}: ${clicks} ${clicks === 1 ? "click" : "clicks"}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    check(good, name, detail);
    await page.close();
  }
  await context.close();
}

/* ---- without script, with the keyboard, on paper, at first sight ---- */

async function withoutScript(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(base + "questions/0");
  check((await page.locator(".side").count()) >= 2 && (await page.locator(".claim blockquote").first().isVisible()), "without script: a question with its sides");
  await page.getByLabel("in the room").check();
  await page.getByRole("button", { name: "Apply" }).click();
  check(/room=1/.test(page.url()) && (await page.locator(".claim").count()) > 0, "without script: a filter");
  await page.goto(base + "articles/2");
  await page.locator("#text a.number").first().click();
  const card = page.locator(".card:target");
  check(await card.isVisible(), "without script: the chain on a click");
  await page.screenshot({ path: path.join(shots, "card-360-noscript.png") });
  await context.close();
}

async function keyboard(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(base + "questions/0");
  await page.keyboard.press("Tab");
  check((await page.evaluate(() => document.activeElement.className)) === "skip", "keyboard: the first stop leads past the head");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.matches("#filters input")), "keyboard: then the filters", await page.evaluate(() => document.activeElement.outerHTML));
  await page.keyboard.press("Space");
  check((await page.locator("#shown").textContent()).includes(" of "), "keyboard: a filter");
  await page.locator(".claim:not([hidden]) .actions button").first().focus();
  await page.keyboard.press("Enter");
  check(await page.locator("dialog[open]").isVisible(), "keyboard: the dialog opens");
  await page.screenshot({ path: path.join(shots, "dialog-1280.png") });
  await page.keyboard.press("Escape");
  check((await page.locator("dialog").count()) === 0, "keyboard: and closes");
  await context.close();
}

async function onPaper(browser) {
  const context = await browser.newContext({ viewport: { width: 800, height: 1100 } });
  const page = await context.newPage();
  await page.goto(base + "questions/0");
  await page.emulateMedia({ media: "print" });
  check(!(await page.locator(".find").isVisible()) && !(await page.locator(".filters").isVisible()), "on paper: no controls");
  await page.screenshot({ path: path.join(shots, "question-paper.png"), fullPage: true });
  await page.emulateMedia({ media: null });
  listen(page);
  await page.goto(base + "api/export?format=html");
  const weight = await page.locator("h1").evaluate(one => getComputedStyle(document.body).maxWidth);
  check(weight !== "none" && (await page.locator("blockquote mark").count()) > 0, "the report has its style", weight);
  await page.screenshot({ path: path.join(shots, "report.png") });
  await page.goto(base);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "save", exact: true }).click()]);
  check(download.suggestedFilename() === "report.html", "the report is saved", download.suggestedFilename());
  await context.close();
}

/* ---- every other correction, each taken back ---- */

const CORRECTIONS = [
  ["one person under two names", "/person?name=Tomas%20Dragan", async page => {
    await page.getByRole("button", { name: "Same person as" }).click();
    await page.getByLabel("Name").fill("Ilse Maren");
    await page.getByRole("button", { name: "Merge" }).click();
  }],
  ["two names that stay two", "/people", async page => {
    await page.locator("details.offers summary").click();
    await page.getByRole("button", { name: /one or two\?$/ }).first().click();
    await page.getByRole("button", { name: "Two", exact: true }).click();
    await page.locator(".told", { hasText: "stay two" }).waitFor();
  }],
  ["two names that are one", "/people", async page => {
    await page.locator("details.offers summary").click();
    await page.getByRole("button", { name: /one or two\?$/ }).first().click();
    await page.getByRole("button", { name: /^One: / }).first().click();
    await page.locator(".told", { hasText: "is now" }).waitFor();
  }],
  ["two persons under one name", "/person?name=Tomas%20Dragan", async page => {
    await page.getByRole("button", { name: "Two persons under this name" }).click();
    await page.locator("dialog input[type=checkbox]").first().check();
    await page.getByLabel("Who it is there").fill("Tomas Dragan the younger");
    await page.getByRole("button", { name: "Split" }).click();
  }],
  ["no contradiction", "/questions/0", async page => {
    await page.locator(".claim > .relations summary").first().click();
    await page.getByRole("button", { name: /^These do not contradict/ }).first().click();
    await page.getByRole("button", { name: "They do not" }).click();
  }],
  ["the same question", "/questions/0", async page => {
    await page.getByRole("button", { name: /^This answers the same question/ }).first().click();
    await page.locator(".told", { hasText: "Chosen" }).waitFor();
    await page.goto(base + "questions/1");
    await page.getByRole("button", { name: /^Same question as/ }).first().click();
    await page.getByRole("button", { name: /so does the other/ }).click();
  }],
  ["the speaker is not known", "/articles/2", async page => {
    await page.locator(".card").first().getByRole("button", { name: /^Correct/ }).click();
    await page.getByRole("button", { name: "it is not known who" }).click();
  }],
];

async function corrections(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  for (const [name, address, decide] of CORRECTIONS) {
    const page = await context.newPage();
    page.setDefaultTimeout(30000); /* a machine that does other work besides */
    listen(page);
    try {
      await page.goto(base + address.slice(1));
      await decide(page);
      await page.locator(".told button").click();
      await page.locator(".told", { hasText: "Undone" }).waitFor();
      check(true, `corrected and taken back: ${name}`);
    } catch (error) {
      check(false, `corrected and taken back: ${name}`, error.message);
    }
    await page.close();
  }
  const page = await context.newPage();
  await page.goto(base + "log");
  const log = await page.locator(".decision").count();
  check(log >= 2 * CORRECTIONS.length, "the log has all of them", log);
  await context.close();
}

async function drawing(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(base + "questions/0");
  await page.locator(".origins svg a").first().focus();
  const [lit, all] = await page.evaluate(() => [document.querySelectorAll(".edge.lit").length, document.querySelectorAll(".edge").length]);
  check(lit > 0 && lit < all, "the drawing: a node's own lines are lit", `${lit} of ${all}`);
  const hidden = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".origins .node > rect")].map(one => one.getBBox());
    const inside = (point, box) => point.x > box.x + 1 && point.x < box.x + box.width - 1 && point.y > box.y + 1 && point.y < box.y + box.height - 1;
    return [...document.querySelectorAll(".edge")].filter(edge => {
      const length = edge.getTotalLength();
      for (let at = 0; at <= 60; at++) if (boxes.some(box => inside(edge.getPointAtLength(length * at / 60), box))) return true;
      return false;
    }).length;
  });
  check(hidden === 0, "the drawing: no line runs behind a box", hidden);
  await context.close();
}

/* ---- articles written to do harm ---- */

async function hostile(browser) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  let wrong = [], seen = 0;
  page.on("dialog", dialog => { wrong.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", error => wrong.push(error.message));
  page.on("console", message => message.type() === "error" && wrong.push(message.text()));
  page.on("request", request => request.url().startsWith(base) || wrong.push(`asks ${request.url()}`));
  const ask = address => context.request.get(base + address).then(answer => answer.json());
  const { articles } = await ask("api/articles?limit=200"), { speakers } = await ask("api/people"), { questions } = await ask("api/questions");
  const addresses = ["", "articles", "people", "timeline", "search?q=Monday", "search?q=%3Cscript%3E", "log", "add", "api/export?format=html", ...articles.map(one => `articles/${one.article}`),
    ...speakers.slice(0, 60).map(one => `person?name=${encodeURIComponent(one.name)}`), ...questions.slice(0, 20).map(one => `questions/${one.id}`)];
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of addresses) {
      wrong = [];
      await page.goto(base + address);
      const [ran, over, shown, here] = await page.evaluate(() => [globalThis.ran, document.documentElement.scrollWidth - document.documentElement.clientWidth,
        document.body.checkVisibility() && document.body.innerText.length, location.href]);
      seen++;
      check(!ran && !wrong.length && here.startsWith(base), `hostile ${address} at ${width}: nothing runs, nothing is asked for`, `${ran} ${wrong.join("; ")} ${here}`);
      check(over <= 0 && shown > 100, `hostile ${address} at ${width}: the layout holds`, `${over} ${shown}`);
    }
    await page.goto(base + "articles");
    await page.screenshot({ path: path.join(shots, `hostile-articles-${width}.png`), fullPage: true });
    await page.goto(base + `articles/${articles.at(-1).article}`);
    await page.screenshot({ path: path.join(shots, `hostile-article-${width}.png`) });
    await page.goto(base);
    await page.screenshot({ path: path.join(shots, `hostile-front-${width}.png`) });
  }
  console.log(`hostile: ${seen} pages opened, ${articles.length} articles`);
  await context.close();
}

/* When the first paint came, of what the next argument names: a JSON object of addresses. */
async function firstPaint(browser, addresses) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  for (const [name, address] of Object.entries(addresses)) {
    const times = [];
    for (let i = 0; i < 9; i++) {
      await page.goto(base + address.slice(1));
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      times.push(await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.getEntriesByType("navigation")[0].responseEnd]));
    }
    const middle = i => times.map(one => one[i]).sort((a, b) => a - b)[4].toFixed(1);
    console.log(`paint\t${name}\t${middle(0)}\t${middle(1)}`);
  }
  await context.close();
}

(async () => {
  fs.mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const sights = how === "long" ? [360, 900, 1600].flatMap(width => [[width, "light", true], [width, "dark", true]]) : [[360, "light", true], [1600, "dark", false]];
  if (how === "hostile") await hostile(browser);
  else if (how === "paint") await firstPaint(browser, JSON.parse(story));
  else {
    await tasks(browser);
    await withoutScript(browser);
    await keyboard(browser);
    await onPaper(browser);
    await drawing(browser);
    await corrections(browser);
    for (const [width, colour, withAxe] of sights) await look(browser, width, colour, withAxe);
  }
  await browser.close();
})().catch(error => { console.log(`no\tthe run\t${error.message}`); process.exit(1); });
