import axe from "axe-core";
import { describe, expect, test } from "vitest";

import { hasBrowser, openPage, startPage } from "./page-kit.ts";

const RUN = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html: html.slice(0, 160) })) })))`;

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

  test("A-29 at 320 pixels nothing but the time line and tables has to be scrolled sideways", async () => {
    const { page } = await openPage(kit, { viewport: { width: 320, height: 740 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  });

  test("A-36 on a phone everything that is pressed is 24 pixels at least", async () => {
    const { page } = await openPage(kit, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const tab of ["flow", "table", "tracker"]) {
      await page.click(`#tab-${tab}`);
      const sizes = await page.$$eval("button, a, select, input", (elements) =>
        elements
          .map((element) => ({
            name: element.outerHTML.slice(0, 90),
            box: (element.closest("label") ?? element).getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
          .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
      );
      expect(sizes).toEqual([]);
    }
  });

  test("A-32 each step is announced once, in the sentence of the transcript", async () => {
    const { page } = await openPage(kit);
    expect(await page.locator("[aria-live]").count()).toBe(1);
    await page.focus("#player");
    await page.keyboard.press("ArrowRight");
    expect(await page.textContent("[aria-live]")).toMatch(/^At 0\.0 s: Scheduler binds the pod/);
  });

  test("A-28 the whole of the first scenario is done by keyboard alone, and nothing holds the focus", async () => {
    const { page } = await openPage(kit);
    const focused = (): Promise<string> =>
      page.evaluate(
        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? '').trim()",
      );
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 150; presses += 1) {
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
    await page.keyboard.press("b");
    await page.waitForSelector("#console-input:focus");
    await page.keyboard.type("set image pod/web app=registry.example/shop/web:1.4.2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".branches button >> nth=1");
    await page.keyboard.press("Escape");
    expect(await page.locator(".drawer").count()).toBe(0);
    await tabTo(/^Last step$/);
    await page.keyboard.press("Enter");
    expect(await page.textContent(".now .status")).toContain("Running");
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

  test("A-33 on paper there are the table and the tracker, and nothing to press", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f" });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.waitForSelector(".views.wide");
    for (const hidden of [".controls", ".tabs", ".modes", ".paste"]) expect(await page.isVisible(hidden)).toBe(false);
    for (const shown of [".steps table", ".tracker table", ".ladder"]) expect(await page.isVisible(shown)).toBe(true);
    const rows = await page.$$eval(".steps tbody tr", (all) =>
      all.every((row) => row.getBoundingClientRect().height > 0),
    );
    expect(rows).toBe(true);
  });

  test("A-34 in the pseudo language every word of the page is from the catalogue, and kubectl's are left alone", async () => {
    const { page } = await openPage(kit);
    await page.click("role=button[name=Keys]");
    await page.selectOption("dialog select", "pseudo");
    await page.keyboard.press("Escape");
    await page.click("#tab-kubectl");
    await page.waitForSelector("pre.terminal[aria-busy=false]");
    expect(await page.textContent("pre.terminal")).toMatch(/^NAME/);
    const plain = await page.$$eval("button, label > span, thead th, h3, legend, .modes a", (all) =>
      all
        .filter((element) => !element.matches(".state, .link, tbody *, .wordmark, .choice *"))
        .map((element) => element.textContent?.trim() ?? "")
        .filter((text) => text !== "" && !text.startsWith("⟦")),
    );
    expect(plain).toEqual([]);
    const cut = await page.$$eval("button", (all) =>
      all.filter((button) => button.scrollWidth > button.clientWidth + 1).map((button) => button.textContent),
    );
    expect(cut).toEqual([]);
  });

  test("typing in the console does not move the page", async () => {
    const { page } = await openPage(kit);
    await page.focus("#player");
    const before = await page.evaluate("scrollY");
    await page.keyboard.press("b");
    await page.waitForSelector("#console-input:focus");
    await page.keyboard.type("get pods -o wide");
    expect(await page.evaluate("scrollY")).toBe(before);
  });
});
