// Looks at letters as a mail program's maker would: valid HTML, what mail programs support, accessibility, and pictures of them.
//
//   node look.mjs LETTERS PICTURES CHROMIUM
//
// LETTERS: a folder of .html files; the page of `invite preview --open` among them is called gallery.html. PICTURES: a folder for
// screenshots. Prints one JSON document: for each file its findings by tool.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [letters, pictures, chromium] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "x.js"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { HtmlValidate } = require("html-validate");
const { doIUseEmail } = require("@jsx-email/doiuse-email");

// Mail is not the web: what html-validate's recommended rules want and mail programs need otherwise.
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "no-inline-style": "off", // Gmail's apps for other accounts, and many webmails, drop <style>
    "long-title": "off", // the subject, as the coordinator wrote it
    "no-conditional-comment": "off", // Outlook's own button: it has no other way
  },
});
const CLIENTS = ["outlook.windows", "gmail.*", "apple-mail.*"];

const found = {};
const ORDER = ["fi", "sv", "en"];
const place = (name) => name.replace(/\.(\w\w)\./, (_, language) => `.${ORDER.indexOf(language)}`);
const files = readdirSync(letters).filter((name) => name.endsWith(".html")).sort((a, b) => (place(a) < place(b) ? -1 : 1));
for (const name of files) {
  const html = readFileSync(join(letters, name), "utf8");
  const messages = (await validator.validateString(html)).results.flatMap((result) => result.messages);
  const page = name === "gallery.html";
  found[name] = {
    bytes: Buffer.byteLength(html),
    "html-validate": messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`),
    unsupported: page ? [] : (doIUseEmail(html, { emailClients: CLIENTS }).errors ?? []),
    "axe light": [],
    "axe dark": [],
  };
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"] });
const shots = {};
for (const name of files) {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => { if (!/^(data|file|about):/.test(request.url())) asked.push(`asks the network for ${request.url()}`); });
    page.on("pageerror", (error) => asked.push(`script error: ${error.message}`));
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width: name === "gallery.html" ? 1400 : 800, height: 900 });
    await page.goto(pathToFileURL(join(letters, name)).href, { waitUntil: "load" });
    if (name === "gallery.html") await check(page, asked);
    await page.evaluate(axe);
    // The letter in the gallery's frame stands in the same folder by itself, and has been looked at there.
    const result = await page.evaluate(() => window.axe.run(document, { iframes: false }));
    found[name][`axe ${scheme}`] = [...asked, ...result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}: ${v.nodes[0].html.slice(0, 90)})`)];
    if (name === "gallery.html") {
      writeFileSync(join(pictures, `gallery-${scheme}.png`), await page.screenshot());
    } else {
      for (const width of [700, 375, 320]) {
        await page.setViewport({ width, height: 600 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found[name][`axe ${scheme}`].push(`${width} px: the letter is ${wide} px wide`);
        shots[`${name} ${scheme} ${width}`] = await page.screenshot({ fullPage: true, encoding: "base64" });
      }
    }
    await page.close();
  }
}
await sheets();
await browser.close();
console.log(JSON.stringify(found));

// What the page for the browser promises: it shows a letter, finds one, turns dark, and follows no link of a letter.
async function check(page, asked) {
  const frame = () => page.frames().find((one) => one !== page.mainFrame());
  await page.waitForFunction(() => document.querySelector("iframe").srcdoc.length > 1000);
  await new Promise((done) => setTimeout(done, 500));
  const scheme = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const all = await page.$$eval("#list button", (found) => found.length);
  await page.type("#search", "zzzz");
  const none = await page.$$eval("#list button", (found) => found.length);
  await page.$eval("#search", (input) => { input.value = ""; input.dispatchEvent(new Event("input")); });
  if (!all || none) asked.push(`search: ${all} letters, ${none} of them like “zzzz”`);
  if (scheme === "dark") await page.click("input[value=dark]");
  await new Promise((done) => setTimeout(done, 500));
  const handle = await page.$("iframe");
  const inside = await handle.contentFrame();
  if (!inside) { asked.push("the frame shows nothing"); return; }
  const colour = await inside.evaluate(() => getComputedStyle(document.querySelector(".card")).backgroundColor);
  if ((scheme === "dark") !== (colour === "rgb(28, 28, 30)")) asked.push(`${scheme}: the letter's ground is ${colour}`);
  const link = await inside.$("a");
  if (link) { await link.click(); await new Promise((done) => setTimeout(done, 500)); }
  if (frame() && !frame().url().startsWith("about:srcdoc")) asked.push(`a link was followed to ${frame().url()}`);
}

// One picture a template: three languages, wide and narrow; the invitation in dark as well.
async function sheets() {
  const names = [...new Set(files.filter((name) => name !== "gallery.html").map((name) => name.split(".")[0]))];
  for (const [template, scheme] of [...names.map((name) => [name, "light"]), ["kutsu", "dark"]]) {
    const own = files.filter((name) => name.split(".")[0] === template);
    const rows = [700, 375].map((width) => own.map((name) => `<img src="data:image/png;base64,${shots[`${name} ${scheme} ${width}`]}" style="width:${width * 0.6}px">`).join(" "));
    const page = await browser.newPage();
    await page.setViewport({ width: Math.max(700, own.length * 432 + 20), height: 400 });
    await page.setContent(`<body style="margin:10px;background:#808088">${rows.map((row) => `<div style="display:flex;gap:10px;align-items:flex-start;margin-bottom:10px">${row}</div>`).join("")}</body>`);
    writeFileSync(join(pictures, `${template}-${scheme}.png`), await page.screenshot({ fullPage: true }));
    await page.close();
  }
}
