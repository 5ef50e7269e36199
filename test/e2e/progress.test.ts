import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, describe, expect, test } from "vitest";

import { builtProgram } from "../built.ts";
import { hasBrowser, openPage, startPage } from "./page-kit.ts";

/** The page is left in the same turn in which the feedback is put into it. */
const LEAVES_WITH_FEEDBACK = `{
  const card = document.querySelector("[data-template=Q01]");
  new MutationObserver(() => card.querySelector(".feedback") && location.reload())
    .observe(card, { childList: true, subtree: true });
}`;

/** How many lines the storage of the browser holds. */
const KEPT_ANSWERS = `new Promise((resolve, reject) => {
  const asked = indexedDB.open("pullwhy", 1);
  asked.addEventListener("error", () => reject(asked.error));
  asked.addEventListener("success", () => {
    const got = asked.result.transaction("progress").objectStore("progress").get("attempts");
    got.addEventListener("success", () => resolve((got.result ?? "").split("\\n").filter((line) => line !== "").length));
  });
})`;

describe.skipIf(!hasBrowser)("answers in the page and in the terminal", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  beforeEach(() => rmSync(join(kit.data, "pullwhy"), { recursive: true, force: true }));

  test("A-24 a seed gives the same test in the page and in the terminal", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=test&seed=7" });
    await page.click("role=button[name='Start the test']");
    await page.waitForSelector(".question >> nth=9");
    const asked = await page.$$eval(".question", (all) => all.map((each) => each.getAttribute("data-template")));
    const { stdout } = spawnSync(process.execPath, [builtProgram(), "learn", "test", "--seed", "7", "-o", "json"], {
      encoding: "utf8",
    });
    const { questions } = JSON.parse(stdout) as {
      readonly questions: readonly { readonly template: string; readonly stem: string }[];
    };
    expect(asked).toEqual(questions.map(({ template }) => template));
    for (const [index, { stem }] of questions.entries())
      expect((await page.textContent(`.question >> nth=${index} >> legend`))?.replaceAll("\u200B", "")).toContain(stem);
  });

  test("A-27 what was answered in the terminal is in the page, and what is answered there in the terminal", async () => {
    const inTerminal = (argv: readonly string[], input = ""): string =>
      spawnSync(process.execPath, [builtProgram(), "learn", ...argv], {
        env: { ...process.env, XDG_DATA_HOME: kit.data },
        encoding: "utf8",
        input,
      }).stdout;
    inTerminal(["test", "--seed", "7"], "a\n");
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=review" });
    await page.getByText("Reading the symptom").first().waitFor();
    await page.click(".modes a >> nth=1");
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ErrImagePull").click();
    const stored = page.waitForResponse((response) => response.url().endsWith("/api/attempts"));
    await card.getByRole("button", { name: "I am sure" }).click();
    await stored;
    await card.getByText("Right.").waitFor();
    const { answers } = JSON.parse(inTerminal(["progress", "-o", "json"])) as { answers: number };
    expect(answers).toBe(2);
  });

  test("A-27 answers are kept, exported, erased and imported again", async () => {
    const { page } = await openPage(kit);
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ErrImagePull").click();
    await card.getByRole("button", { name: "I am sure" }).click();
    await card.getByText("Right.").waitFor();
    await page.reload();
    await page.click(".modes a >> nth=8");
    await page.getByText("Reading the symptom: 100 % right").waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("role=button[name=Export]")]);
    const path = await file.path();
    await page.click("role=button[name=Erase]");
    await page.getByText("Nothing has been answered yet").waitFor();
    await page.setInputFiles("input[type=file]", path);
    await page.getByText("Reading the symptom: 100 % right").waitFor();
    await page.setInputFiles("input[type=file]", {
      name: "x",
      mimeType: "text/plain",
      buffer: Buffer.from("{broken\n"),
    });
    await page.getByText("one line could not be read").waitFor();
    expect(await page.textContent(".progress")).toContain("100 % right");
  });

  test("A-27 on a plain web server answers are kept in the browser, and in no file", async () => {
    const { page } = await openPage(kit);
    await page.route("**/data/server.json", (route) => route.fulfill({ json: { live: false } }));
    await page.reload();
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ErrImagePull").click();
    await card.getByRole("button", { name: "I am sure" }).click();
    await card.getByText("Right.").waitFor();
    await page.reload();
    await page.click(".modes a >> nth=8");
    await page.getByText("Reading the symptom: 100 % right").waitFor();
    expect(existsSync(join(kit.data, "pullwhy"))).toBe(false);
  });

  test("A-27 an answer of which the feedback is seen is kept, however soon the page is left", async () => {
    const { page } = await openPage(kit);
    await page.route("**/data/server.json", (route) => route.fulfill({ json: { live: false } }));
    for (let answers = 1; answers <= 10; answers += 1) {
      await page.reload();
      const card = page.locator("[data-template=Q01]").first();
      await card.getByText("ErrImagePull").click();
      await page.evaluate(LEAVES_WITH_FEEDBACK);
      await Promise.all([
        page.waitForEvent("load"),
        card.getByRole("button", { name: "I am sure" }).click({ noWaitAfter: true }),
      ]);
      await page.locator("[data-template=Q01]").first().waitFor();
      expect(await page.evaluate(KEPT_ANSWERS)).toBe(answers);
    }
  });

  test("where the storage is forbidden everything works, and it is said that nothing is kept", async () => {
    const { page } = await openPage(kit);
    await page.route("**/data/server.json", (route) => route.fulfill({ json: { live: false } }));
    await page.addInitScript(
      "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new Error('forbidden'); } })",
    );
    await page.addInitScript(
      "Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('forbidden'); } })",
    );
    await page.reload();
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ErrImagePull").click();
    await card.getByRole("button", { name: "I am sure" }).click();
    await page.click(".modes a >> nth=8");
    await page.getByText("This browser keeps nothing").waitFor();
    expect(await page.textContent(".progress")).toContain("100 % right");
  });
});
