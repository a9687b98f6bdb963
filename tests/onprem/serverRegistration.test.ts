import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { containers } from "../../onprem/containers";
import { readFacts } from "../../onprem/facts";
import { serverRegistration, type SiteRegistration } from "../../onprem/serverRegistration";
import { temporaryDirectory } from "../support/engine";
import { sampleFacts } from "./facts";

const script = path.resolve(__dirname, "../../onprem/server/register-server.sh");

const frankfurt: SiteRegistration = {
  site: "frankfurt",
  region: "eu-west-1",
  dnsSuffix: "amazonaws.com",
  clusterName: "cluster-cluster-1234567",
  servers: [
    { name: "app-1", address: "10.100.16.11" },
    { name: "app-2", address: "10.100.16.12" },
  ],
  attributes: { "landbridge.site": "frankfurt", rack: "r1" },
  installerUrl: "https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh",
  hostPorts: [8443],
  activationId: "11111111-2222-4333-8444-555555555555",
};

/** Programs that the script asks about the server, as they would answer on a good one. */
const goodServer: Readonly<Record<string, string>> = {
  hostname: "echo app-1",
  uname: "echo x86_64",
  ip: "echo '2: eth0    inet 10.100.16.11/24 brd 10.100.16.255 scope global eth0'",
  ss: "echo 'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*'",
  df: "printf 'Filesystem 1048576-blocks Used Available\\n/dev/sda1 99999 1 50000\\n'",
  systemctl: '[ "$1" = --version ] && echo "systemd 255 (255.4)" && exit 0; exit 3',
  gpg: "exit 0",
  curl: 'echo "curl $*" >> "$CALLS"',
};

interface Ran {
  readonly status: number | null;
  readonly output: string;
  /** How curl was called. */
  readonly calls: string;
  readonly root: string;
}

/** Runs the script on a server whose programs and files are the test's own. */
function run(
  options: string[],
  {
    site = frankfurt,
    programs = {},
    files = {},
  }: {
    site?: SiteRegistration;
    programs?: Readonly<Record<string, string>>;
    files?: Readonly<Record<string, string>>;
  } = {},
): Ran {
  const home = temporaryDirectory();
  const root = path.join(home, "root");
  const write = (file: string, content: string, mode = 0o644) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content, { mode });
  };
  for (const { path: name, content, executable } of serverRegistration(site)) {
    write(path.join(home, "opt", name), content, executable ? 0o755 : 0o644);
  }
  for (const [name, body] of Object.entries({ ...goodServer, ...programs })) {
    write(path.join(home, "bin", name), `#!/bin/sh\n${body}\n`, 0o755);
  }
  const system = {
    "etc/os-release": 'ID=ubuntu\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu 24.04 LTS"\n',
    "proc/meminfo": "MemTotal:       8000000 kB\n",
    "run/systemd/system/.keep": "",
    "var/lib/.keep": "",
    ...files,
  };
  for (const [name, content] of Object.entries(system)) write(path.join(root, name), content);
  const calls = path.join(home, "calls");
  write(calls, "");
  const { status, stdout, stderr } = spawnSync(
    path.join(home, "opt", "register-server.sh"),
    [...options, "--root", root],
    {
      encoding: "utf8",
      env: { PATH: `${path.join(home, "bin")}:/usr/bin:/bin`, CALLS: calls, HOME: home },
    },
  );
  return { status, output: stdout + stderr, calls: fs.readFileSync(calls, "utf8"), root };
}

describe("server registration", () => {
  it("is a script that shellcheck finds nothing in", function () {
    const found = spawnSync("shellcheck", [script], { encoding: "utf8" });
    if (found.error) {
      console.log("      skipped: shellcheck is not installed (apt-get install shellcheck)");
      this.skip();
    }
    assert.equal(found.stdout, "");
    assert.equal(found.status, 0);
  });

  it("comes with the firewall's openings for the site's services, and from them to databases", () => {
    const rows = (site: SiteRegistration): (string | undefined)[][] =>
      containers
        .openings({ ...sampleFacts(), sites: [site] })
        .map(({ from, to, ports }) => [from, to, ports])
        .filter(([, , ports]) => ports !== "443");
    const servers = "10.100.16.11, 10.100.16.12";
    assert.deepEqual(rows({ ...frankfurt, databases: ["orders"] }), [
      ["load balancer in 10.30.0.0/16", servers, "8443"],
      [servers, "databases in 10.30.0.0/16", "5432"],
    ]);
    assert.deepEqual(rows({ ...frankfurt, hostPorts: [] }), []);
  });

  it("leaves the activation's code out unless secrets are asked for", () => {
    const files = serverRegistration(frankfurt);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["register-server.sh", "site.env", "landbridge-register.service", "servers.md"],
    );
    const withSecrets = serverRegistration({ ...frankfurt, activationCode: "s3cr3t" });
    const holders = withSecrets.filter(({ content }) => content.includes("s3cr3t"));
    assert.deepEqual(
      holders.map(({ path, secret }) => [path, secret]),
      [["activation.env", true]],
    );
  });

  it("is among the files of npm run onprem, for each site, and its code only when asked for", () => {
    const outputs = {
      region: "eu-west-1",
      connectivity: {},
      sites: [{ ...frankfurt, activationCodeParameter: "code-of-frankfurt" }],
    };
    const written = (secrets?: Record<string, string>) =>
      containers.files(readFacts(outputs, { stack: "dev", source: "a test", secrets }));
    assert.deepEqual(
      written().map(({ path, executable }) => [path, executable === true]),
      [
        ["servers/frankfurt/register-server.sh", true],
        ["servers/frankfurt/site.env", false],
        ["servers/frankfurt/landbridge-register.service", false],
        ["servers/frankfurt/servers.md", false],
      ],
    );
    const withCode = written({ "code-of-frankfurt": "s3cr3t" }).filter(({ text }) =>
      text.includes("s3cr3t"),
    );
    assert.deepEqual(
      withCode.map(({ path }) => path),
      ["servers/frankfurt/activation.env"],
    );
  });

  it("runs dry up to the first call to AWS, and changes nothing", () => {
    const site = { ...frankfurt, activationCode: "s3cr3t" };
    const { status, output, root, calls } = run(["--dry-run"], { site });
    assert.equal(status, 0, output);
    assert.match(output, /ok {7}operating system Ubuntu 24.04 LTS/);
    assert.match(output, /ok {7}server app-1 with address 10.100.16.11/);
    assert.match(output, /ok {7}port 8443 is free/);
    assert.match(output, /ok {7}reaches ssm.eu-west-1.amazonaws.com:443/);
    assert.match(output, /would write \/etc\/ecs\/ecs.config:/);
    assert.match(
      output,
      / {4}ECS_INSTANCE_ATTRIBUTES=\{"landbridge.site":"frankfurt","rack":"r1"\}/,
    );
    assert.match(
      output,
      /would run ecs-anywhere-install.sh --region eu-west-1 --cluster cluster-cluster-1234567 --activation-id 11111111-2222-4333-8444-555555555555 .*--activation-code \(not shown\)/,
    );
    assert.match(output, /AWS was not asked for anything/);
    assert.doesNotMatch(output, /s3cr3t/);
    assert.doesNotMatch(calls, /ecs-anywhere-install/);
    assert.deepEqual(fs.readdirSync(path.join(root, "etc")), ["os-release"]);
  });

  it("gives a server its part of the site, where services run on a share of it", () => {
    const site = { ...frankfurt, slots: { "app-1": "s65", "app-2": "s97" } };
    const { status, output } = run(["--dry-run"], { site });
    assert.equal(status, 0, output);
    assert.match(
      output,
      / {4}ECS_INSTANCE_ATTRIBUTES=\{"landbridge.site":"frankfurt","rack":"r1","landbridge.slot":"s65"\}/,
    );
    const servers = serverRegistration(site).find(({ path }) => path === "servers.md");
    assert.match(servers?.content ?? "", /\| app-2 \| 10\.100\.16\.12 \| s97 \|/);
  });

  it("checks the same again on a server that runs tasks of the cluster, whose ports are theirs", () => {
    const files = {
      "var/lib/amazon/ssm/registration": "{}",
      "etc/ecs/ecs.config": `ECS_INSTANCE_ATTRIBUTES=${JSON.stringify(frankfurt.attributes)}\n`,
    };
    const programs = {
      systemctl: "exit 0",
      ss: "printf 'LISTEN 0 1 0.0.0.0:8443 x\\nLISTEN 0 1 127.0.0.1:51678 x\\n'",
      docker: `[ "$3" = "label=com.amazonaws.ecs.cluster=${frankfurt.clusterName}" ] && echo '0.0.0.0:8443->8080/tcp'`,
    };
    for (const round of ["first", "second"]) {
      const { status, output, calls } = run(["--preflight"], { files, programs });
      assert.equal(status, 0, `${round}: ${output}`);
      assert.match(output, /ok {7}port 8443 is taken by a task of cluster-cluster-1234567/);
      assert.doesNotMatch(calls, /raw\.githubusercontent/, "it installs nothing any more");
    }
    const intruder = run(["--preflight"], { files, programs: { ...programs, docker: "true" } });
    assert.equal(intruder.status, 1);
    assert.match(intruder.output, /PROBLEM {2}port 8443 is taken/);
  });

  it("checks what servers call, and no endpoint that they don't need", () => {
    const { output } = run(["--preflight"]);
    for (const name of ["s3", "secretsmanager", "kms", "000000000000.dkr.ecr", "ssmmessages"]) {
      assert.ok(output.includes(`reaches ${name}.eu-west-1.amazonaws.com:443`), name);
    }
    for (const host of ["amazon-ecs-agent.s3.amazonaws.com", "raw.githubusercontent.com"]) {
      assert.ok(output.includes(`reaches ${host}:443`), host);
    }
    assert.doesNotMatch(output, /ec2messages/);
  });

  it("reports attributes that differ from the registered ones, as often as it runs", () => {
    const files = {
      "var/lib/amazon/ssm/registration": "{}",
      "etc/ecs/ecs.config": 'ECS_INSTANCE_ATTRIBUTES={"rack":"r9"}\n',
    };
    const { status, output } = run(["--dry-run"], { files, programs: { systemctl: "exit 0" } });
    assert.equal(status, 3);
    assert.match(output, /attributes differ: registered \{"rack":"r9"\}, site.env has/);
    assert.match(output, / {4}ECS_INSTANCE_ATTRIBUTES=\{"rack":"r9"\}/);
  });

  it("lists in servers.md and firewall.md what must be open on the internet", () => {
    const text = serverRegistration(frankfurt).find(({ path }) => path === "servers.md")?.content;
    const openings = containers
      .openings({ ...sampleFacts(), sites: [frankfurt] })
      .map(({ to }) => to)
      .join("\n");
    for (const host of [
      "amazon-ecs-agent.s3.amazonaws.com",
      "raw.githubusercontent.com",
      "download.docker.com",
      "public.ecr.aws",
      "registry-1.docker.io",
    ]) {
      assert.ok(text?.includes(host), host);
      assert.ok(openings.includes(host), host);
    }
    assert.doesNotMatch(text ?? "", /Nothing else has to be open|ec2messages/);
  });

  const installs = (gpg: string) =>
    run([], {
      site: { ...frankfurt, activationCode: "s3cr3t" },
      programs: {
        id: "echo 0",
        systemctl: '[ "$1" = is-active ] && [ ! -e "$HOME/ran" ] && exit 3; exit 0',
        curl: 'echo "curl $*" >> "$CALLS"; while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done; [ "$out" = /dev/null ] || echo "touch $HOME/ran" > "$out"',
        gpg,
      },
    });

  it("runs the installer that Amazon ECS has signed, and no other", () => {
    const key = "F34C3DDAE72926B079BEAEC6BCE9D9A42D51784F";
    const good = installs(`echo "[GNUPG:] VALIDSIG D64B 2026-11-01 1 0 4 0 1 8 00 ${key}"`);
    assert.equal(good.status, 0, good.output);
    assert.match(good.calls, /ecs-anywhere-install-latest\.sh\.asc/);
    for (const status of ["VALIDSIG D64B 2026-11-01 1 0 4 0 1 8 00 0123456789", "BADSIG D64B x"]) {
      const { status: code, output } = installs(`echo "[GNUPG:] ${status}"`);
      assert.equal(code, 1);
      assert.match(output, /not signed by Amazon ECS/);
      assert.doesNotMatch(output, /registered: app-1/);
    }
  });

  const broken: [string, Parameters<typeof run>[1], RegExp][] = [
    ["an unknown system", { files: { "etc/os-release": "ID=gentoo\n" } }, /system gentoo: ECS/],
    [
      "a system that is not AWS's",
      {
        files: { "etc/os-release": 'ID=rocky\nVERSION_ID="9.4"\nPRETTY_NAME="Rocky Linux 9.4"\n' },
      },
      /system Rocky Linux 9.4: ECS Anywhere does not support it/,
    ],
    ["a foreign processor", { programs: { uname: "echo riscv64" } }, /processor riscv64/],
    ["too little memory", { files: { "proc/meminfo": "MemTotal: 500000 kB\n" } }, /memory 488 MiB/],
    ["an unexpected server", { programs: { hostname: "echo app-9" } }, /app-9 is not expected at/],
    ["another address", { programs: { ip: "echo 10.100.16.111" } }, /has no address 10.100.16.11/],
    ["a port in use", { programs: { ss: "echo LISTEN 0 1 '[::]:8443' x" } }, /port 8443 is taken/],
    [
      "a closed firewall",
      { programs: { curl: "exit 28" } },
      /not reach ecs.eu-west-1.amazonaws.com/,
    ],
    [
      "a full disk",
      { programs: { df: "printf 'Filesystem\\n/dev/sda1 99999 1 500\\n'" } },
      /disk 500 MiB free/,
    ],
  ];
  for (const [title, server, message] of broken) {
    it(`stops before any change on ${title}`, () => {
      const { status, output } = run(["--dry-run"], server);
      assert.equal(status, 1);
      assert.match(output, message);
      assert.match(output, /checks failed; nothing was changed/);
      assert.doesNotMatch(output, /would/);
    });
  }

  it("goes by the proxy, and takes the agents there", () => {
    const proxy = { url: "http://proxy.corp.example.com:3128", exceptions: ["10.0.0.0/8"] };
    const { status, output, calls } = run(["--dry-run"], { site: { ...frankfurt, proxy } });
    assert.equal(status, 0, output);
    assert.match(calls, /--proxy http:\/\/proxy.corp.example.com:3128 https:\/\/ssm.eu-west-1/);
    assert.match(output, / {4}HTTP_PROXY=proxy.corp.example.com:3128/);
    assert.match(output, /NO_PROXY=localhost,.*169.254.170.2,.*10.0.0.0\/8/);
    for (const unit of ["amazon-ssm-agent", "docker", "ecs"]) {
      assert.ok(output.includes(`/etc/systemd/system/${unit}.service.d/landbridge-proxy.conf`));
    }
  });

  it("keeps what others have set in the agent's configuration", () => {
    const files = { "etc/ecs/ecs.config": "ECS_CLUSTER=other\nECS_LOGLEVEL=debug\n" };
    const { output } = run(["--dry-run"], { files });
    assert.match(output, / {4}ECS_LOGLEVEL=debug/);
    assert.doesNotMatch(output, /ECS_CLUSTER=other/);
  });

  it("leaves a registered server registered", () => {
    const files = { "var/lib/amazon/ssm/registration": "{}" };
    const { status, output } = run(["--dry-run"], { files, programs: { systemctl: "exit 0" } });
    assert.equal(status, 0, output);
    assert.match(output, /registered already/);
    assert.doesNotMatch(output, /would run/);
  });

  it("only checks when asked for no more", () => {
    const { status, output } = run(["--preflight"]);
    assert.equal(status, 0, output);
    assert.doesNotMatch(output, /would|registration/);
  });

  it("says how it is used when it is used otherwise", () => {
    const { status, output } = run(["--force"]);
    assert.equal(status, 2);
    assert.match(output, /register-server.sh \[--dry-run \| --preflight\]/);
  });

  it("passes values on to the shell as they are", () => {
    const attributes = { note: "it's $HOME `id`" };
    const { output } = run(["--dry-run"], { site: { ...frankfurt, attributes } });
    assert.ok(output.includes(`ECS_INSTANCE_ATTRIBUTES={"note":"it's $HOME \`id\`"}`), output);
  });
});
