import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { hasBrowser, openPage, startPage } from "./page-kit.ts";

describe.skipIf(!hasBrowser)("bad input", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  test.each([
    ["#/no-such-world", "no scenario of this name ships"],
    ["#/../../etc/passwd", "step"],
    ["#/wrong-tag?step=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "onerror=alert(1)"],
  ])("an address %s says what is wrong or shows the first world, and runs nothing", async (hash, said) => {
    const { page, complaints } = await openPage(kit);
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.locator("body", { hasText: said }).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    await page.evaluate(`location.hash = "#/wrong-tag"`);
    await page.waitForSelector(".now h2");
  });

  test.each(["seed=-1", "seed=1e99", "k=9.99", "mode=nothing", "a=%%%", "a=bm90IGpzb24", "a=W3siYXQiOi0xfV0"])(
    "an address with %s is read without it",
    async (query) => {
      const { page, complaints } = await openPage(kit, { hash: `#/wrong-tag?${query}` });
      await page.locator(".steps tbody tr", { hasText: "ErrImagePull" }).first().waitFor();
      expect(await page.inputValue(".seed input")).toBe("42");
      expect(complaints).toEqual([]);
    },
  );

  test("an address whose actions name what there is not is told, and the way back stands beside it", async () => {
    const { page } = await openPage(kit);
    const actions = Buffer.from(JSON.stringify([{ at: 5, registry: "none.example", change: { repair: true } }]));
    await page.evaluate(`location.hash = "#/wrong-tag?a=${actions.toString("base64url")}"`);
    await page.locator("[role=alert]", { hasText: "none.example" }).waitFor();
    await page.click("[role=alert] + p a");
    await page.waitForSelector(".now h2");
    expect(new URL(page.url()).hash).toBe("#/wrong-tag");
  });

  test.each([
    ["nothing", "kubectl", ""],
    ["an open quote", "'unclosed", "quote"],
    ["half a command", "get", "error"],
    ["HTML", "<script>alert(1)</script>", "error"],
    ["a long name", `get pods ${"x".repeat(20_000)}`, "not found"],
    ["control characters", "\u0000\u001b[31m", "error"],
  ])("%s in the console is answered in words, and forks nothing", async (_, line, said) => {
    const { page, complaints } = await openPage(kit);
    await page.click("role=button[name='Do something']");
    await page.fill("#console-input", line);
    await page.keyboard.press("Enter");
    if (said !== "") await page.locator("[role=log]", { hasText: new RegExp(said, "i") }).waitFor();
    expect(await page.locator(".branches").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test.each([
    ["an open brace", "{"],
    ["an open bracket", "kind: ["],
    ["an anchor in itself", "a: &a [*a, *a]"],
    ["a control character", "\u0000"],
    ["lists of nothing", "- - -"],
    ["one key many times", "kind: Pod\n".repeat(2000)],
  ])("%s in the editor is refused in words, and nothing is changed", async (_, text) => {
    const { page, complaints } = await openPage(kit);
    await page.click("role=button[name='Do something']");
    await page.click("#tab-editor");
    await page.waitForSelector(".editor button:not([disabled])");
    await page.fill(".editor textarea", text);
    await page.click(".editor button");
    await page.locator(".editor .refused", { hasText: /\w/ }).waitFor();
    expect(await page.locator(".branches").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("a huge paste is refused before it is read", async () => {
    const { page } = await openPage(kit);
    await page.evaluate(`{
      const box = document.querySelector("#paste-text");
      box.value = "x".repeat(600000);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }`);
    await page.click("role=button[name=Explain]");
    await page.getByText("it is longer than").waitFor();
    expect(await page.textContent(".paste .refused")).toContain("500,000 characters");
  });

  test("a storage that is full loses nothing: it is said, and answers can be exported", async () => {
    const { page } = await openPage(kit);
    await page.addInitScript(`IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`);
    await page.route("**/api/**", (route) => route.abort());
    await page.reload();
    const card = page.locator("[data-template=Q01]").first();
    await card.getByText("ErrImagePull").click();
    await card.getByRole("button", { name: "I am sure" }).click();
    await card.getByText("Right.").waitFor();
    await page.click(".modes a >> nth=8");
    await page.locator(".progress", { hasText: "100 % right" }).waitFor();
    expect(await page.isEnabled("role=button[name=Export]")).toBe(true);
  });

  test("a progress file that somebody has broken is told with its line, stays as it is, and what can be read counts", async () => {
    const whole = { v: 1, at: 1, question: "Q01/wrong-tag/42/1.35", mode: "test", skill: "SYM", right: true, hints: 0 };
    const file = join(kit.data, "pullwhy/attempts.jsonl");
    const text = `${JSON.stringify(whole)}\n{broken\n`;
    mkdirSync(join(kit.data, "pullwhy"), { recursive: true });
    writeFileSync(file, text);
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=review" });
    await page.locator(".progress .refused", { hasText: "line 2" }).waitFor();
    expect(await page.textContent(".progress")).toContain("Reading the symptom: 100 % right");
    expect(readFileSync(file, "utf8")).toBe(text);
    rmSync(file);
  });

  test("settings that somebody has broken are the defaults", async () => {
    const { page } = await openPage(kit);
    for (const kept of ["{", "null", "[]", '{"theme":"<b>","language":7,"shortcuts":"x"}']) {
      await page.evaluate(`localStorage.setItem("pullwhy.settings", ${JSON.stringify(kept)})`);
      await page.reload();
      await page.waitForSelector(".now h2");
      expect(await page.inputValue(".extras select >> nth=1")).toBe("system");
    }
  });

  test("the policy of the page forbids everything that it does not need, and no script stands in it", async () => {
    const { page } = await openPage(kit);
    const { headers } = await page
      .context()
      .request.get(kit.url)
      .then((response) => ({ headers: response.headers() }));
    const html = readFileSync(join(import.meta.dirname, "../../dist/web/index.html"), "utf8");
    expect(html).toContain("default-src 'none'");
    expect(headers["content-security-policy"] ?? html).not.toContain("unsafe");
    expect([...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)]).toEqual([]);
    expect([...html.matchAll(/<style|\bstyle=|\bon\w+=/g)]).toEqual([]);
    const ran = await page.evaluate(`(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      return globalThis.ran === true;
    })()`);
    expect(ran).toBe(false);
  });
});
