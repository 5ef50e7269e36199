import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

import { chromiumLaunch } from "../tools/lib/chromium.mjs";
import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { ensureInstalled } from "../tools/lib/ensure-installed.mjs";
import { inRoot } from "../tools/lib/root.mjs";
import { realTool } from "../tools/lib/real-tool.mjs";
import { serveFolder } from "../tools/lib/serve-folder.mjs";

const SITE = inRoot("dist/web");
const VIEW = { viewport: { width: 1280, height: 800 } };
const MOVES = 500;
/** Nobody repairs anything for twelve days: more than 10,000 steps. */
const LONG = Buffer.from(JSON.stringify([{ at: 1_040_000_000, run: "kubectl get pods" }])).toString("base64url");

/** The page in a real browser: what its first view weighs, and how long a reader waits for what. */
export async function learn({ runs = 5 } = {}) {
  ensureInstalled("test/tools");
  await ensureBuilt();
  const launch = await chromiumLaunch();
  if (launch === undefined) {
    return [{ title: "learn", rows: [], notes: ["skipped: no browser, neither under test/tools nor installed"] }];
  }
  const site = await serveFolder(SITE);
  const browser = await chromium.launch(launch);
  try {
    return [await section(browser, site.url, runs)];
  } finally {
    await browser.close();
    site.close();
  }
}

async function section(browser, url, runs) {
  const cold = [];
  for (let run = 0; run < runs; run += 1) cold.push(await firstStep(browser, url));
  const scrubs = await scrubbed(browser, url);
  const long = await scrubbed(browser, `${url}#/wrong-tag?a=${LONG}`);
  const live = await followed(browser, runs);
  const tests = await tenQuestions(browser, url, runs);
  return {
    title: "learn: the page in a real browser, everything served from this machine",
    rows: [
      { name: "first view, compressed", unit: "size", ours: cold.map(({ bytes }) => bytes), target: atMost(120_000) },
      { name: "first step seen, nothing cached", unit: "time", ours: cold.map(({ ns }) => ns), target: atMost(1e9) },
      { name: "one of 500 moves of the slider", unit: "time", ours: scrubs, target: atMost(16e6) },
      { name: "the same over 10,000 steps", unit: "time", ours: long },
      ...(live.length === 0
        ? []
        : [{ name: "a deed of kubectl is seen after", unit: "time", ours: live, target: atMost(1e9) }]),
      { name: "a test of ten questions", unit: "time", ours: tests, target: atMost(200e6) },
    ],
    notes: live.length === 0 ? ["nobody was followed: no kubectl 1.36 under test/tools"] : [],
  };
}

/** From the end of a real kubectl in another terminal until the page shows what it has done; none without a kubectl. */
async function followed(browser, runs) {
  const kubectl = realTool("kubectl", "1.36");
  if (kubectl === undefined) return [];
  const server = spawn(process.execPath, [inRoot("dist/bin/pullwhy.js"), "learn", "--no-open"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [said] = await once(server.stdout, "data");
    const page = await browser.newPage(VIEW);
    await page.goto(said.toString().trim());
    await page.click("role=button[name='Do something']");
    await page.click("#tab-live");
    await page.click("role=button[name='Start a sandbox of this world']");
    const line = await page.textContent(".live code");
    const env = { ...process.env, KUBECONFIG: line.replace("export KUBECONFIG=", "") };
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      await promisify(execFile)(kubectl, ["label", "pod", "web", `run${run}=done`], { env });
      const began = performance.now();
      await page.locator(".steps tbody tr", { hasText: "patch pods/web" }).nth(run).waitFor({ state: "attached" });
      times.push((performance.now() - began) * 1e6);
    }
    await page.click("role=button[name='Stop it']");
    await page.close();
    return times;
  } finally {
    server.kill("SIGINT");
  }
}

function atMost(value) {
  return { of: "ours", atMost: value };
}

/** Time until the first step is drawn, and the weight of all that was asked for by then. */
async function firstStep(browser, url) {
  const context = await browser.newContext(VIEW);
  const page = await context.newPage();
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (document.querySelector(".now h2") === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.firstStep = performance.now())));
  }).observe(document, { childList: true, subtree: true });`);
  await page.goto(url);
  const seen = await (await page.waitForFunction("globalThis.firstStep")).jsonValue();
  const asked = await page.evaluate(
    (by) => performance.getEntriesByType("resource").flatMap(({ startTime, name }) => (startTime < by ? name : [])),
    seen,
  );
  const paths = new Set(["/", ...asked.map((each) => new URL(each).pathname)]);
  await context.close();
  return { ns: seen * 1e6, bytes: [...paths].reduce((sum, path) => sum + compressed(path), 0) };
}

function compressed(path) {
  try {
    return gzipSync(readFileSync(join(SITE, path === "/" ? "index.html" : path)), { level: 9 }).length;
  } catch {
    return 0;
  }
}

/** Nanoseconds of each move, until the page is laid out anew. */
async function scrubbed(browser, url) {
  const page = await browser.newPage(VIEW);
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.waitForSelector(".steps tbody tr");
  const milliseconds = await page.evaluate(`(async () => {
    const slider = document.querySelector(".scrubber");
    const times = [];
    for (let move = 0; move < ${MOVES}; move += 1) {
      const began = performance.now();
      slider.value = String(move * 2);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => queueMicrotask(resolve));
      document.querySelector(".now").getBoundingClientRect();
      times.push(performance.now() - began);
    }
    return times;
  })()`);
  await page.close();
  return milliseconds.map((each) => each * 1e6);
}

/** From the press of the button to the tenth question, after one that warms up. */
async function tenQuestions(browser, url, runs) {
  const page = await browser.newPage(VIEW);
  page.setDefaultTimeout(120_000);
  const times = [];
  for (let run = 0; run <= runs; run += 1) {
    await page.goto(`${url}#/wrong-tag?mode=test&seed=${run}`);
    await page.waitForSelector("button.primary");
    const milliseconds = await page.evaluate(`(async () => {
      const began = performance.now();
      document.querySelector(".mode-test button.primary").click();
      while (document.querySelectorAll(".question").length < 10) await new Promise((resolve) => setTimeout(resolve, 2));
      return performance.now() - began;
    })()`);
    if (run > 0) times.push(milliseconds * 1e6);
  }
  await page.close();
  return times;
}
