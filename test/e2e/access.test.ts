import axe from "axe-core";
import { describe, expect, test } from "vitest";

import type { Page } from "playwright-core";

import { hasBrowser, MODES, openMode, openPage, startPage } from "./page-kit.ts";

const RUN = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html: html.slice(0, 160) })) })))`;

/** How what may lie over the page is placed. */
const OVER = `[...document.querySelectorAll(".dock, .mode-line")].map((each) => getComputedStyle(each).position)`;

/** Texts with letters that are neither from the catalogue nor said to be in the engine's own words. */
const UNTRANSLATED = `(() => {
  const walker = document.createTreeWalker(document.querySelector("#page"), NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const own = parentElement.closest("[lang=en], .terminal, code, kbd, .status, .wordmark, svg, option, .letter, [data-id], .link, .time");
    if (own === null && /[a-z]{2}/i.test(data) && !/[⟦⟧]/.test(parentElement.textContent)) found.add(data.trim());
  }
  return [...found];
})()`;

/** Waits until the page has stood where it is for as long as views may take to come. */
async function rested(page: Page): Promise<void> {
  await page.waitForFunction(`new Promise((resolve) => {
    const [y, height] = [scrollY, document.body.scrollHeight];
    setTimeout(() => resolve(y === scrollY && height === document.body.scrollHeight), 300);
  })`);
}

/** What is pressed and smaller than a finger hits. Links in running text are as large as it. */
function tooSmall(page: Page): Promise<string[]> {
  return page.$$eval("button, a, select, input, summary", (elements) =>
    elements
      .map((element) => ({
        name: element.outerHTML.slice(0, 90),
        box: (element.closest("label") ?? element).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
      .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
  );
}

describe.skipIf(!hasBrowser)("whoever uses the page otherwise", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  test.each(["light", "dark"] as const)("A-29 axe finds nothing serious in the %s theme", async (colorScheme) => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f", colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe.source });
    for (const tab of ["tracker", "events", "exchange", "kubectl", "why"]) {
      await page.click(`#tab-${tab}`);
      expect(await page.evaluate(RUN)).toEqual([]);
    }
  });

  test("A-29 with forced colours what is chosen and where the focus is are still seen, and axe finds nothing serious", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f", bypassCSP: true, forcedColors: "active" });
    await page.addScriptTag({ content: axe.source });
    for (const chosen of [".steps tr[aria-current]", ".tabs [aria-selected=true]", ".modes [aria-current]"])
      expect(await page.evaluate(`getComputedStyle(document.querySelector("${chosen}")).outlineStyle`)).toBe("solid");
    await page.focus(".controls .primary");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    for (const mode of MODES) {
      await openMode(page, mode);
      expect([mode, await page.evaluate(RUN)]).toEqual([mode, []]);
    }
  });

  test("A-29 enlarged four times on 1280 pixels nothing is scrolled both ways, and nothing stays over what is read", async () => {
    const { page } = await openPage(kit, { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 });
    for (const mode of MODES) {
      await openMode(page, mode);
      expect([mode, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([mode, 320]);
      expect(await page.evaluate(OVER)).not.toContain("sticky");
    }
  });

  test("A-36 on a phone everything that is pressed is 24 pixels at least, and there is one view at a time", async () => {
    const { page } = await openPage(kit, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const tab of ["flow", "table", "tracker", "events", "exchange", "kubectl", "why"]) {
      await page.tap(`#tab-${tab}`);
      expect(await page.locator(".views [role=tabpanel]").count()).toBe(1);
      expect(await tooSmall(page)).toEqual([]);
    }
    for (const mode of MODES) {
      await openMode(page, mode);
      expect(await tooSmall(page)).toEqual([]);
    }
  });

  test("A-32 each step is announced once, in the sentence of the transcript", async () => {
    const { page } = await openPage(kit);
    expect(await page.locator("[aria-live]").count()).toBe(1);
    const told = ((await page.textContent(".transcript")) ?? "").replaceAll(/\s+/g, " ");
    await page.focus("#player");
    const announced: string[] = [];
    for (let step = 1; step < 8; step += 1) {
      await page.keyboard.press("ArrowRight");
      announced.push((await page.textContent("[aria-live]")) ?? "");
    }
    expect(announced[0]).toMatch(/^At 0\.0 s: Scheduler binds the pod/);
    expect(new Set(announced).size).toBe(announced.length);
    for (const sentence of announced) expect(told).toContain(sentence.trim().replaceAll(/\s+/g, " "));
  });

  test("A-32 while it plays no more is announced than can be heard", async () => {
    const { page } = await openPage(kit);
    await page.evaluate(`{
      globalThis.announced = [];
      new MutationObserver(() => announced.push(Date.now())).observe(document.querySelector("[aria-live]"), { childList: true, characterData: true, subtree: true });
    }`);
    for (let faster = 0; faster < 4; faster += 1) await page.click("role=button[name=Faster]");
    await page.click("role=button[name=Play]");
    await page.locator(".steps tbody tr:last-child[aria-current=step]").waitFor();
    const times = (await page.evaluate("announced")) as number[];
    const gaps = times.slice(1, -1).map((t, index) => t - (times[index] ?? 0));
    expect(Math.min(...gaps, Infinity)).toBeGreaterThan(1000);
  });

  test("A-28 the whole of the first scenario is done by keyboard alone, and nothing holds the focus", async () => {
    const { page } = await openPage(kit);
    const focused = (): Promise<string> =>
      page.evaluate(
        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent ?? '').trim()",
      );
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 300; presses += 1) {
        await page.keyboard.press("Tab");
        if (name.test(await focused())) return;
      }
      throw new Error(`Tab does not come to ${name}`);
    };
    await tabTo(/^Skip to the player$/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await page.textContent(".now h2")).toContain("16.0 s");
    // The console.
    await page.keyboard.press("b");
    await page.waitForSelector("#console-input:focus");
    await page.keyboard.type("set image pod/web app=registry.example/shop/web:1.4.2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".branches button >> nth=1");
    // The editor; Tab leaves it.
    for (let presses = 0; presses < 20 && (await focused()) !== "Console"; presses += 1)
      await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector(".editor button:not([disabled])");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# seen");
    await page.keyboard.press("Tab");
    expect(await focused()).toMatch(/^Apply at/);
    await page.keyboard.press("Enter");
    await page.locator(".editor [role=status]", { hasText: "pod/web" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".drawer").count()).toBe(0);
    // The quiz.
    await tabTo(/^Last step$/);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".quiz .question");
    await tabTo(/^A/);
    await page.keyboard.press("Space");
    await tabTo(/^Answer, I am sure$/);
    await page.keyboard.press("Enter");
    await page.locator(".quiz .feedback").first().waitFor();
  });

  test("A-28 the focus is seen, and never under the dock", async () => {
    const { page } = await openPage(kit);
    for (let presses = 0; presses < 70; presses += 1) {
      await page.keyboard.press("Tab");
      const seen = (await page.evaluate(`(() => {
        const { activeElement } = document;
        const dock = document.querySelector(".dock").getBoundingClientRect();
        const box = activeElement.getBoundingClientRect();
        if (activeElement === document.body || activeElement.closest(".dock, .skip")) return "";
        return box.top >= dock.top && box.top < dock.bottom && box.height < 300 ? activeElement.outerHTML.slice(0, 120) : "";
      })()`)) as string;
      expect(seen).toBe("");
    }
  });

  test("A-30 with reduced motion nothing glides, steps jump and pause works", async () => {
    const { page } = await openPage(kit, { reducedMotion: "reduce" });
    expect(await page.evaluate("getComputedStyle(document.querySelector('.cursor')).transitionDuration")).toBe("0s");
    await page.click("role=button[name=Play]");
    await page.locator("tr[data-id='p1.f'][aria-current=step]").waitFor();
    await page.click("role=button[name=Pause]");
    expect(await page.locator("role=button[name=Play]").count()).toBe(1);
  });

  test("A-33 on paper there is everything to read, nothing to press, and the answers come last", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f" });
    await page.waitForSelector(".quiz >> nth=1 >> .question");
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.waitForSelector(".views.wide");
    for (const hidden of [".controls", ".tabs", ".modes", ".paste", ".question input", ".sections button"])
      expect([hidden, await page.locator(hidden).locator("visible=true").count()]).toEqual([hidden, 0]);
    for (const shown of [".steps table", ".tracker table", ".ladder", ".snapshot", ".transcript", ".answers"])
      expect([shown, await page.isVisible(shown)]).toEqual([shown, true]);
    const rows = await page.$$eval(".steps tbody tr", (all) => all.map((row) => row.getBoundingClientRect().height));
    expect(Math.min(...rows)).toBeGreaterThan(0);
    const tops = await page.$$eval(".sections > section", (all) => all.map((each) => each.getBoundingClientRect().top));
    expect(Math.max(...tops)).toBe(
      await page.evaluate("document.querySelector('.answers').getBoundingClientRect().top"),
    );
    expect(await page.locator(".answers li").count()).toBe(await page.locator(".question").count());
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  });

  test("A-34 in the pseudo language every word of the page is from the catalogue, and kubectl's are left alone", async () => {
    const { page } = await openPage(kit);
    await page.click("role=button[name=Keys]");
    await page.selectOption("dialog select", "pseudo");
    await page.keyboard.press("Escape");
    await page.click("#tab-kubectl");
    await page.waitForSelector("pre.terminal[aria-busy=false]");
    expect(await page.textContent("pre.terminal")).toMatch(/^NAME/);
    for (const mode of MODES) {
      await openMode(page, mode);
      expect([mode, await page.evaluate(UNTRANSLATED)]).toEqual([mode, []]);
      const cut = await page.$$eval("button", (all) =>
        all.filter((button) => button.scrollWidth > button.clientWidth + 1).map((button) => button.textContent),
      );
      expect([mode, cut]).toEqual([mode, []]);
    }
    await page.click(".mode-test .primary");
    await page.waitForSelector(".question >> nth=9");
    expect(await page.evaluate(UNTRANSLATED)).toEqual([]);
    await openMode(page, "visualize");
    const card = page.locator("[data-template=Q01]").first();
    await card.locator("button.link").click();
    await card.locator(".choice input").first().check();
    await card.locator(".row button").first().click();
    await card.locator(".feedback li").first().waitFor();
    expect(await page.evaluate(UNTRANSLATED)).toEqual([]);
  });

  test("typing in the console does not move the page", async () => {
    const { page } = await openPage(kit);
    await page.focus("#player");
    await rested(page);
    const before = await page.evaluate("scrollY");
    await page.keyboard.press("b");
    await page.waitForSelector("#console-input:focus");
    await page.keyboard.type("get pods -o wide");
    expect(await page.evaluate("scrollY")).toBe(before);
  });
});
