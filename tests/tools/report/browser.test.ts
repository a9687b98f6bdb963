import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { reportPage } from "../../../tools/report/make";
import { findBrowser, inBrowser } from "../../support/browser";
import { temporaryDirectory } from "../../support/engine";
import { smallState } from "../../support/reportState";

/** Texts that stick out of the box that they are in. */
const TOO_LONG = `[...document.querySelectorAll(".drawing .box")].flatMap((box) => {
  const body = box.querySelector(".body").getBBox();
  return [...box.querySelectorAll("text")].filter((text) => {
    const { x, y, width, height } = text.getBBox();
    return x + width > body.x + body.width || y + height > body.y + body.height || x < body.x;
  }).map((text) => text.textContent);
})`;

describe("a report in a browser", function () {
  this.timeout(120_000);

  it("says nothing on the console, fits its boxes, and works by the keyboard", async function () {
    const browser = findBrowser();
    if (browser === undefined) {
      console.log("      left out: there is no Chromium on PATH, and none in CHROME_PATH");
      this.skip();
    }
    const file = path.join(temporaryDirectory(), "report.html");
    const today = new Date("2026-11-26T22:00:00Z");
    const material = { deployment: smallState(), source: "a test", isStandIn: true, today };
    fs.writeFileSync(file, await reportPage(material));
    await inBrowser(browser, file, async ({ evaluate, press, said }) => {
      const shown = "document.querySelectorAll('.part tbody tr:not([hidden])').length";
      const all = await evaluate(shown);
      assert.deepEqual(await evaluate(TOO_LONG), []);
      assert.equal(
        await evaluate("document.querySelectorAll('[data-needs-script][hidden]').length"),
        0,
      );
      assert.equal(await evaluate("document.documentElement.scrollWidth <= innerWidth"), true);

      await press("/");
      assert.equal(await evaluate("document.activeElement.id"), "search");
      for (const letter of "vpn") await press(letter);
      assert.equal(await evaluate("document.activeElement.value"), "vpn");
      assert.equal(await evaluate(`${shown} > 0 && ${shown} < ${String(all)}`), true);
      await press("Escape");
      assert.equal(await evaluate(shown), all);

      await evaluate("document.querySelector('a.box').focus()");
      assert.equal(await evaluate("document.querySelector('.drawing').matches('.picked')"), true);
      await evaluate(
        "document.activeElement.dispatchEvent(new MouseEvent('click', { bubbles: true }))",
      );
      const led = "document.querySelector(location.hash).closest('details').open";
      await evaluate("dispatchEvent(new HashChangeEvent('hashchange'))");
      assert.equal(await evaluate(led), true);

      const paper = "getComputedStyle(document.body).backgroundColor";
      const before = await evaluate(paper);
      await evaluate("document.getElementById('theme').click()");
      assert.notEqual(await evaluate(paper), before);
      assert.deepEqual(said, []);
    });
  });
});
