import { rmSync } from "node:fs";
import { join } from "node:path";

import axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";

import { hasBrowser, MODES, openPage, startPage } from "./page-kit.ts";

const FOUND = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]))`;

describe.skipIf(!hasBrowser)("ten ways to practise", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  beforeEach(() => rmSync(join(kit.data, "pullwhy"), { recursive: true, force: true }));

  /** Whatever is computed for it is there. */
  async function settled(page: Page): Promise<void> {
    await page.getByText("Running worlds").first().waitFor({ state: "hidden" });
    await page.waitForSelector(".mode > :nth-child(2), .sections .question");
  }

  test("A-02 there are ten, each opens, and no two ask for the same", async () => {
    const { page, complaints } = await openPage(kit);
    expect(await page.locator(".modes a").count()).toBe(10);
    const asked: string[] = [];
    for (const [index] of MODES.entries()) {
      await page.click(`.modes a >> nth=${index}`);
      await settled(page);
      asked.push(
        await page.$$eval("main :is(h2, h3, legend, .mode-about)", (all) => all.map((each) => each.textContent).join()),
      );
    }
    expect(new Set(asked).size).toBe(10);
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "A-29 axe finds nothing serious in any of them in the %s theme",
    async (colorScheme) => {
      const { page } = await openPage(kit, { colorScheme, bypassCSP: true });
      await page.addScriptTag({ content: axe.source });
      for (const [index] of MODES.entries()) {
        await page.click(`.modes a >> nth=${index}`);
        await settled(page);
        expect(await page.evaluate(FOUND)).toEqual([]);
      }
    },
  );

  test("A-29 none has to be scrolled sideways at 320 pixels", async () => {
    const { page } = await openPage(kit, { viewport: { width: 320, height: 740 } });
    for (const mode of MODES) {
      await page.evaluate(`location.hash = "#/wrong-tag?mode=${mode}"`);
      await page.locator(`.modes a[aria-current]`, { hasText: new RegExp(mode, "i") }).waitFor();
      await settled(page);
      expect([mode, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([mode, 320]);
    }
  });

  test("A-20 a wrong answer names the belief, and shows where its kubelet parts from the real one", async () => {
    const { page } = await openPage(kit);
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ImagePullBackOff").click();
    await card.getByRole("button", { name: "I am sure" }).click();
    await card.getByText("that would be another kubelet").waitFor();
    expect(await card.textContent()).toContain("A failed pull shows the back-off at once");
    await card.getByRole("button", { name: /^Show / }).click();
    expect(await page.textContent(".now .status")).toContain("ErrImagePull");
  });

  /** Types a line into the console of Fix and waits for what it prints. */
  async function typeFix(page: Page, line: string): Promise<void> {
    await page.locator("#fix-input + button:not([disabled])").waitFor();
    await page.fill("#fix-input", line);
    await page.keyboard.press("Enter");
    await page.locator("[role=log]").getByText(line).waitFor();
  }

  test("A-17 a node that does not mind certificates repairs no login, and what kubectl shows is said", async () => {
    const { page } = await openPage(kit, { hash: "#/secret-wrong-host?mode=fix" });
    await page.getByText("kubectl get pods").first().waitFor();
    await page.click("summary >> nth=1");
    await page.click("role=button[name='Have node-1 not mind the certificate of registry.example:5000']");
    await page.click("role=button[name='Let twelve minutes pass']");
    await page.getByText("Not yet.").waitFor();
    expect(await page.textContent(".finding")).toContain("every container is ready at the end");
    expect(await page.textContent(".finding .status")).toMatch(/ErrImagePull|ImagePullBackOff/);
  });

  test("A-17 a repository that is opened to everybody works and smells, and the deed is named", async () => {
    const { page } = await openPage(kit, { hash: "#/secret-wrong-host?mode=fix" });
    await page.getByText("kubectl get pods").first().waitFor();
    await page.click("summary >> nth=1");
    await page.click("role=button[name='Open shop/web to everybody']");
    await page.click("role=button[name='Let twelve minutes pass']");
    await page.getByText("It works, but it smells.").waitFor();
    expect(await page.textContent(".finding")).toContain("no repository is opened to everybody");
    expect(await page.textContent(".finding")).toContain("shop/web");
  });

  test("A-18 the first scenario is repaired in the one command that would do", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=fix" });
    await typeFix(page, "kubectl set image pod/web app=registry.example/shop/web:1.4.2");
    await page.getByText("image updated").waitFor();
    await page.click("role=button[name='Let twelve minutes pass']");
    await page.getByText("Repaired: everything runs").waitFor();
    expect(await page.textContent(".feedback")).toContain("One change; 1 would do");
    await page.locator(".scenario option:checked", { hasText: "repaired" }).waitFor({ state: "attached" });
  });

  /** Runs a lab; answers seconds by way and column, NaN where it never comes to that. */
  async function labTable(id: string): Promise<readonly (readonly number[])[]> {
    if (kit === undefined) return [];
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=time" });
    await page.click(`[data-lab=${id}] >> role=button[name='Run them']`);
    await page.waitForSelector(`[data-lab=${id}] .ladder`);
    return page.$$eval(`[data-lab=${id}] tbody tr`, (rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number.parseFloat(cell.textContent ?? ""))),
    );
  }

  test("A-10 the page races four ways out: a new image at once, a secret after its window, a new pod at once, none when it is deleted", async () => {
    const [edited, secret, anew, deleted] = await labTable("fix-race");
    const ready = 2;
    expect(edited?.[ready]).toBeLessThan(5);
    expect(secret?.[ready]).toBeGreaterThanOrEqual(secret?.[0] ?? Infinity);
    expect(secret?.[ready]).toBeLessThanOrEqual((secret?.[0] ?? 0) + 17);
    expect(anew?.[ready]).toBeLessThan(5);
    expect(deleted?.[ready]).toBeNaN();
  });

  test("A-11 the page fails anew after a recovery: soon the delay is doubled, late it is the first again", async () => {
    const rows = await labTable("back-to-back");
    const [soon, late] = [rows[0] ?? [], rows.at(-1) ?? []];
    expect(soon.at(-1)).toBe(2 * (soon.at(-2) ?? 0));
    expect(late.at(-1)).toBe(10);
  });

  test("A-26 what was wrong is due tomorrow, what was right in three days; then another world is asked about, of the same kind", async () => {
    const { page } = await openPage(kit);
    const now = new Date("2026-03-02T10:00:00Z");
    await page.clock.setFixedTime(now);
    const give = async (template: string, text: string): Promise<void> => {
      const card = page.locator(`[data-template=${template}]`).first();
      await card.getByText(text, { exact: true }).click();
      await card.getByRole("button", { name: "I am sure" }).click();
      await card.locator(".feedback").waitFor();
    };
    await give("Q01", "ImagePullBackOff");
    await give("Q02", "Pending");
    await page.click(".modes a >> nth=8");
    await page.waitForSelector(".cards tbody tr >> nth=1");
    const cards = await page.$$eval(".cards tbody tr", (rows) => rows.map((row) => row.textContent ?? ""));
    expect(cards.find((card) => card.startsWith("Q01"))).toContain("Mar 3, 2026");
    expect(cards.find((card) => card.startsWith("Q02"))).toContain("Mar 5, 2026");
    await page.clock.setFixedTime(new Date(now.getTime() + 86_400_000 + 60_000));
    await page.reload();
    await page.waitForSelector(".mode-review [data-template=Q01]");
    expect(await page.textContent(".mode-review .question legend")).toMatch(/Due now, about (?!wrong-tag)/);
  });

  test("A-22 every cause that fits has to be named, one alone is right in part", async () => {
    const { page } = await openPage(kit, { hash: "#/typo-repo?mode=diagnose" });
    await page.getByRole("button", { name: "kubectl describe pod web" }).click();
    await page.locator(".bought").waitFor();
    await page.getByText("The registry has no such repository").click();
    await page.click("role=button[name='Name them']");
    await page.getByText("In part.").waitFor();
    expect(await page.locator(".choice.right").count()).toBeGreaterThan(1);
  });

  test("A-23 who is sure and wrong gets a score that says so, and is sent to the causes", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=predict" });
    while (await page.locator(".outcome").isHidden()) {
      await page.getByLabel("Pending").check();
      await page.click("role=button[name='Answer, I am sure']");
      await page.click("role=button[name=On]");
    }
    expect(await page.textContent(".outcome")).toMatch(/Brier score 0\.[6-9]/);
    expect(await page.textContent(".beliefs")).toContain("STATUS is the phase of the pod");
    expect(await page.textContent(".next-mode")).toContain("Attempts and delays went worst so far");
    await page.click("role=button[name='Ask why']");
    await page.waitForSelector(".mode-why");
  });

  test("a world that does not fail is not the symptom, and one that shows the same is", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=break&seed=42" });
    await page.locator(".symptom").getByText("ErrImageNeverPull").waitFor();
    await page.click("role=button[name='Run it']");
    await page.getByText("No pod fails in it").waitFor();
    await page.locator(".workbench select").nth(1).selectOption("Never");
    await page.click("role=button[name='Run it']");
    await page.getByText("That is it.").waitFor();
    expect(await page.locator(".mode-side .symptom").textContent()).toContain("ErrImageNeverPull");
  });

  test("A-24 the test of a seed is the same twice, and its first options make a fragile pattern", async () => {
    const stems: string[][] = [];
    for (const _ of [1, 2]) {
      const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=test&seed=7" });
      await page.click("role=button[name='Start the test']");
      await page.waitForSelector(".question >> nth=9");
      stems.push(await page.$$eval(".question legend", (all) => all.map((legend) => legend.textContent)));
      if (stems.length === 1) continue;
      for (let index = 0; index < 10; index += 1) {
        const card = page.locator(".question").nth(index);
        const number = card.locator("input[type=number]");
        if ((await number.count()) > 0) await number.fill("1");
        else await card.locator(".choice input").first().check();
        await card.getByRole("button", { name: "I am not sure" }).click();
      }
      await page.getByRole("heading", { name: "This pattern is fragile" }).waitFor();
    }
    expect(stems[1]).toEqual(stems[0]);
  });
});
