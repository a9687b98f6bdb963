import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readStack } from "../../preflight/stackConfig";
import {
  beforeServices,
  neededByServices,
  withoutServices,
  type Needed,
} from "../../tools/firstRunSteps";
import { committedStacks } from "../support/stackFile";
import { parseYaml } from "../support/yaml";

const root = path.join(__dirname, "../..");

interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
}

describe("the first run", () => {
  for (const stack of committedStacks) {
    it(`leaves nothing but services and jobs out of ${stack}`, () => {
      const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
      const left = withoutServices(text);
      const { config } = parseYaml(text) as StackFile;
      const { "landbridge:services": services, "landbridge:jobs": jobs, ...rest } = config;
      assert.deepEqual((parseYaml(left) as StackFile).config, rest);
      assert.equal(left === text, services === undefined && jobs === undefined);
    });
  }

  it("keeps what comes after the services", () => {
    const text =
      "config:\n  landbridge:services:\n    - name: a\n\n      b: 1\n  landbridge:dns: {}\n";
    assert.equal(withoutServices(text), "config:\n  landbridge:dns: {}\n");
  });

  it("builds for the processors of both sides where a service runs on both", () => {
    const { config } = readStack(root, "prod");
    const [orders] = config.services;
    assert.ok(orders);
    const services = [{ ...orders, placement: "both" as const, site: "frankfurt" }];
    const its = { ...config, services, tasks: services };
    const steps = beforeServices(its, neededByServices(its), "policy/prod.json").join("\n");
    assert.match(steps, /buildx build --platform linux\/arm64,linux\/amd64 --tag/);
  });

  it("names the images to push for their processors, and every secret by its ARN", () => {
    const { config } = readStack(root, "prod");
    const steps = beforeServices(config, neededByServices(config), "policy/prod.json").join("\n");
    assert.match(
      steps,
      /buildx build --platform linux\/arm64 --tag \$REGISTRY\/landbridge-prod\/orders:1\.4\.2 --push/,
    );
    assert.match(steps, /eu-west-1\.amazonaws\.com\n/);
    assert.match(steps, /secret:prod\/orders\/payment-AbCdEf \(service orders, PAYMENT_KEY\)/);
    assert.match(steps, /pulumi up --stack prod .*policy\/prod\.json$/);
  });

  it("is what a script pushes and makes, as JSON", () => {
    const command = ["tools/firstRun.js", "prod", "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    const { images, secrets } = JSON.parse(stdout) as Needed;
    assert.deepEqual(images, [
      { service: "orders", image: "landbridge-prod/orders:1.4.2", platforms: ["linux/arm64"] },
    ]);
    assert.ok(secrets.some(({ by }) => by === "service orders, PAYMENT_KEY"));
  });
});
