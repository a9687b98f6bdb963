import * as assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onPremFiles } from "../../onprem";
import { temporaryDirectory } from "../support/engine";
import { sampleFacts } from "./facts";

/** Where Debian keeps programs that are for administrators. */
const places = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/sbin"];

function program(name: string): string | undefined {
  return places.map((place) => path.join(place, name)).find((file) => fs.existsSync(file));
}

/** The file of the sample device, changed by `break`, in a folder of its own. */
function write(name: string, change = (text: string) => text): string {
  const file = onPremFiles(sampleFacts({ secrets: true })).find(
    ({ path: each }) => each === `devices/dc-router-1/${name}`,
  );
  assert.ok(file, name);
  const target = path.join(temporaryDirectory(), path.basename(name));
  // Nothing leaves the machine: strongSwan reads connections and starts none.
  const text = file.text.replaceAll("start_action = start", "start_action = none");
  fs.writeFileSync(target, change(text));
  return target;
}

/** Leaves a test out, out loud: these programs are no part of what the project needs. */
function skip(context: Mocha.Context, why: string): never {
  console.log(
    `      left out: ${why} (Debian: apt-get install strongswan-swanctl charon-systemd frr)`,
  );
  context.skip();
}

describe("the real parsers accept the data centre's files", function () {
  this.timeout(60_000);

  it("FRR's vtysh reads frr.conf, and rejects a line that it does not know", function () {
    const vtysh = program("vtysh");
    if (!vtysh) skip(this, "vtysh of FRR is not installed");
    const read = (file: string) =>
      spawnSync(vtysh, ["--dryrun", "--inputfile", file], { encoding: "utf8" });

    const good = read(write("linux/frr.conf"));
    assert.equal(good.status, 0, good.stdout + good.stderr);
    const bad = read(
      write("linux/frr.conf", (text) => text.replace("timers 10 30", "clocks 10 30")),
    );
    assert.notEqual(bad.status, 0);
    assert.match(bad.stdout + bad.stderr, /Unknown command.*clocks 10 30/);
  });

  it("strongSwan loads swanctl.conf, and rejects an algorithm that it does not know", async function () {
    const swanctl = program("swanctl");
    const charon = program("charon-systemd");
    if (!swanctl || !charon) skip(this, "swanctl or charon-systemd is not installed");
    const daemon = new Daemon(charon);
    try {
      if (!(await daemon.answers())) skip(this, "charon does not start (it needs root)");
      const load = (file: string) =>
        spawnSync(swanctl, ["--load-all", "--noprompt", "--uri", daemon.uri, "--file", file], {
          encoding: "utf8",
          env: daemon.environment,
        });

      const good = load(write("linux/swanctl.conf"));
      assert.equal(good.status, 0, good.stdout + good.stderr);
      assert.match(good.stdout, /successfully loaded 2 connections/);
      const bad = load(
        write("linux/swanctl.conf", (text) => text.replace("prfsha384-ecp384", "prfsha384-ecp999")),
      );
      assert.notEqual(bad.status, 0);
      assert.match(bad.stdout + bad.stderr, /invalid value for: proposals/);
    } finally {
      await daemon.stop();
    }
  });
});

/** strongSwan's daemon, which does the reading for swanctl: on ports and a socket of the test's own. */
class Daemon {
  readonly uri: string;
  readonly environment: NodeJS.ProcessEnv;
  private readonly process: ChildProcess;
  private readonly socket: string;

  constructor(charon: string) {
    const directory = temporaryDirectory();
    this.socket = path.join(directory, "vici.sock");
    this.uri = `unix://${this.socket}`;
    const settings = path.join(directory, "strongswan.conf");
    fs.writeFileSync(
      settings,
      `charon-systemd {
  port = 0
  port_nat_t = 0
  install_routes = no
  install_virtual_ip = no
  plugins {
    vici { socket = ${this.uri} }
    bypass-lan { load = no }
    resolve { load = no }
    updown { load = no }
  }
}
swanctl { load = random }
`,
    );
    this.environment = { ...process.env, STRONGSWAN_CONF: settings };
    this.process = spawn(charon, { env: this.environment, stdio: "ignore" });
  }

  /** Whether the daemon is there, which takes it a moment. */
  async answers(): Promise<boolean> {
    for (let tries = 0; tries < 50 && this.runs(); tries++) {
      if (fs.existsSync(this.socket)) {
        await sleep(200);
        return this.runs();
      }
      await sleep(100);
    }
    return false;
  }

  private runs(): boolean {
    return this.process.exitCode === null;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    if (this.runs()) {
      this.process.kill("SIGTERM");
      await Promise.race([ended, sleep(5000)]);
      this.process.kill("SIGKILL");
    }
  }
}
