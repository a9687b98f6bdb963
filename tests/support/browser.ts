import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Readable, Writable } from "node:stream";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell"];

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"];

/** A Chromium on PATH, or the one that CHROME_PATH names; undefined where there is none. */
export function findBrowser(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [process.env["CHROME_PATH"] ?? "", ...candidates].find((file) => fs.existsSync(file));
}

/** A message of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page in a browser. */
export interface BrowserPage {
  /** The value of an expression, once it has one. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Presses a key. */
  readonly press: (key: string) => Promise<void>;
  /** Errors, and whatever else the page has said. */
  readonly said: readonly string[];
}

/** Opens a file in a browser of its own, which ends after that. https://chromedevtools.github.io/devtools-protocol/ */
export async function inBrowser(
  browser: string,
  file: string,
  act: (page: BrowserPage) => Promise<void>,
): Promise<void> {
  const child = spawn(browser, FLAGS, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , commands, answers] = child.stdio as unknown as [
    null,
    null,
    null,
    Writable,
    Readable,
  ];
  const waiting = new Map<number, (message: Message) => void>();
  const said: string[] = [];
  let received = "";
  let last = 0;
  let session: string | undefined;
  let loaded: () => void = () => undefined;
  const load = new Promise<void>((resolve) => (loaded = resolve));
  answers.on("data", (data: Buffer) => {
    const messages = (received + data.toString()).split("\0");
    received = messages.pop() ?? "";
    for (const text of messages) {
      const message = JSON.parse(text) as Message;
      const { id = 0, method = "", params } = message;
      waiting.get(id)?.(message);
      if (method === "Page.loadEventFired") loaded();
      if (/^(Runtime.(exceptionThrown|consoleAPICalled)|Log.entryAdded)$/.test(method)) {
        said.push(JSON.stringify(params));
      }
    }
  });
  const send = (method: string, params: object = {}) =>
    new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result = {}, error }) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      commands.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });
  try {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const attached = await send("Target.attachToTarget", { targetId, flatten: true });
    session = String(attached["sessionId"]);
    for (const domain of ["Page", "Runtime", "Log"]) await send(`${domain}.enable`);
    await send("Page.navigate", { url: `file://${file}` });
    await load;
    await act({
      said,
      evaluate: async (expression) => {
        const answer = await send("Runtime.evaluate", { expression, returnByValue: true });
        if (answer["exceptionDetails"]) throw new Error(JSON.stringify(answer["exceptionDetails"]));
        return (answer["result"] as { value?: unknown }).value;
      },
      press: async (key) => {
        const text = key.length === 1 ? { text: key } : {};
        await send("Input.dispatchKeyEvent", { type: "keyDown", key, ...text });
        await send("Input.dispatchKeyEvent", { type: "keyUp", key });
      },
    });
  } finally {
    child.kill("SIGKILL");
  }
}
