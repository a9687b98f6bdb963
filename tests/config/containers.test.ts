import * as assert from "node:assert/strict";
import { goodStack, parse, problemsOf } from "./stack";

type Section = Record<string, unknown>;

const secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:payment-AbCdEf";

/** A stack with one service, which has no hosts and so needs little around it. */
function stackOf(service: Section, changes: { gpu?: boolean; siteGpu?: boolean } = {}): object {
  const stack = goodStack();
  const { gpu = false, siteGpu = false } = changes;
  const general = {
    instanceTypes: [gpu ? "g5.xlarge" : "m7i.large"],
    architecture: "x86_64",
    gpu,
    minSize: 2,
    maxSize: 9,
  };
  const sites = [
    { name: "dublin", servers: [{ name: "app-1", address: "10.100.4.11" }], gpu: siteGpu },
  ];
  const worker = {
    name: "orders",
    placement: "both",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    site: "dublin",
    replicas: { cloud: 1, onPrem: 1 },
  };
  return {
    ...stack,
    onPremises: { ...stack.onPremises, sites },
    cluster: { capacity: { general } },
    services: [{ ...worker, ...service }],
  };
}

function sidecar(changes: Section = {}): Section {
  return {
    name: "init",
    image: "public.ecr.aws/docker/library/busybox:1.37.0",
    cpu: 64,
    memory: 64,
    ...changes,
  };
}

const says = (service: Section, changes?: object) =>
  problemsOf(stackOf(service, changes)).map((line) => line.replace("landbridge:services[0].", ""));

const ends = { essential: false };

describe("Containers in the configuration", () => {
  it("are good with all that they may have", () => {
    const service = {
      port: 8080,
      hostPort: 18080,
      secrets: { KEY: `${secret}:apiKey::`, ALL: secret },
      environmentFiles: ["arn:aws:s3:::shop-settings/orders/1.5.0.env"],
      writablePaths: ["/tmp"],
      writablePathSizesInMib: { "/tmp": 256 },
      user: "1000:1000",
      ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
      linuxParameters: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } },
      dependsOn: [
        { containerName: "init", condition: "SUCCESS" },
        { containerName: "proxy", condition: "HEALTHY" },
      ],
      sharedPaths: ["/certificates"],
      sidecars: [
        sidecar(ends),
        sidecar({
          name: "proxy",
          port: 4318,
          containerHealthCheck: { command: ["CMD-SHELL", "true"] },
        }),
      ],
    };
    assert.deepEqual(says(service), []);
  });

  it("have environment files in S3, by ARN and with the end that ECS wants", () => {
    const bad = [
      "s3://settings/a.env",
      "arn:aws:s3:::settings/a.txt",
      "arn:aws:s3:::settings/*.env",
    ];
    for (const file of bad) {
      assert.match(
        says({ environmentFiles: [file] }).join(),
        /^environmentFiles\[0\]: ".*" is not the ARN of a file in S3 whose name ends in \.env/,
      );
    }
    const many = Array.from({ length: 11 }, (_, i) => `arn:aws:s3:::settings/${i}.env`);
    assert.match(says({ environmentFiles: many }).join(), /^environmentFiles: .*10/);
    const inSidecar = sidecar({ environmentFiles: [bad[1]] });
    assert.match(says({ sidecars: [inSidecar] }).join(), /^sidecars\[0\]\.environmentFiles\[0\]/);
  });

  it("have sidecars that are essential, and have nothing of the databases, unless they say so", () => {
    const [service] = parse(stackOf({ sidecars: [sidecar()] })).services;
    const [first] = service?.sidecars ?? [];
    assert.equal(first?.essential, true);
    assert.equal(first.databaseVariables, false);
    assert.equal(first.stopTimeoutInSeconds, 30);
  });

  const bad: readonly (readonly [title: string, service: Section, lines: readonly string[]])[] = [
    [
      "names and ports that are taken",
      {
        port: 8080,
        hostPort: 18080,
        sidecars: [
          sidecar({ name: "orders" }),
          sidecar({ name: "a", port: 8080 }),
          sidecar({ name: "a" }),
        ],
      },
      [
        'sidecars[0].name: "orders" is another container of the service; choose another',
        "sidecars[1].port: 8080 is another container's, and in AWS all of a task share one network interface; choose another",
        'sidecars[2].name: "a" is another container of the service; choose another',
      ],
    ],
    [
      "dependencies that can't be met",
      {
        dependsOn: [
          { containerName: "init", condition: "COMPLETE" },
          { containerName: "init", condition: "HEALTHY" },
          { containerName: "orders", condition: "START" },
          { containerName: "other", condition: "START" },
        ],
        sidecars: [sidecar()],
      },
      [
        "dependsOn[0].condition: COMPLETE waits for the end of init, with which the whole task ends; give init essential: false",
        "dependsOn[1].condition: HEALTHY needs a containerHealthCheck of init, which has none",
        'dependsOn[2].containerName: "orders" is the container itself',
        'dependsOn[3].containerName: "other" is not a container of the service (init)',
      ],
    ],
    [
      "containers that wait for each other",
      {
        dependsOn: [{ containerName: "b", condition: "START" }],
        sidecars: [
          sidecar({ name: "a", dependsOn: [{ containerName: "orders", condition: "START" }] }),
          sidecar({ name: "b", dependsOn: [{ containerName: "a", condition: "START" }] }),
        ],
      },
      [
        'dependsOn[0].containerName: "b" waits for orders as well: neither would ever start',
        'sidecars[0].dependsOn[0].containerName: "orders" waits for a as well: neither would ever start',
        'sidecars[1].dependsOn[0].containerName: "a" waits for b as well: neither would ever start',
      ],
    ],
    [
      "sizes and limits that don't fit",
      {
        writablePaths: ["/tmp"],
        writablePathSizesInMib: { "/tmp": 256, "/var/tmp": 256 },
        ulimits: [
          { name: "nofile", softLimit: 4096, hardLimit: 1024 },
          { name: "nofile", softLimit: 1, hardLimit: -1 },
        ],
      },
      [
        'writablePathSizesInMib["/var/tmp"]: is not one of writablePaths; add it there',
        "writablePathSizesInMib: add up to 512 MiB, and what is written there counts as memory, of which the container has 512; make them smaller, or memory larger",
        "ulimits[0].softLimit: 4096 is more than hardLimit (1024)",
        'ulimits[1].name: "nofile" is there twice',
      ],
    ],
    [
      "a folder with two mounts",
      { sharedPaths: ["/tmp"], sidecars: [sidecar({ writablePaths: ["/tmp"] })] },
      [
        'sharedPaths[0]: "/tmp" is a volume\'s or in writablePaths as well; a container takes one mount at a place',
      ],
    ],
    [
      "GPUs where there are none",
      { sidecars: [sidecar({ gpus: 2 })] },
      [
        "sidecars[0].gpus: 2 needs servers with GPUs, and landbridge:cluster.capacity.general does not say gpu: true; say it there, or run the service elsewhere",
        "sidecars[0].gpus: 2 needs servers with GPUs, and site dublin of landbridge:onPremises.sites does not say gpu: true; say it there, or run the service elsewhere",
      ],
    ],
    [
      "a capability that is a way to the host, and a health check that is none of Docker's",
      {
        linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } },
        containerHealthCheck: { command: ["curl", "localhost"] },
      },
      [
        'linuxParameters.capabilities.add[0]: "SYS_ADMIN" is not one of AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
        'containerHealthCheck.command: begins with "curl"; it must begin with CMD (the arguments as they are) or CMD-SHELL (one line for the container\'s shell)',
      ],
    ],
    [
      "secrets by what names none",
      {
        secrets: {
          HALF: `${secret}:apiKey`,
          LAMBDA: "arn:aws:lambda:eu-west-1:123456789012:function:x",
          KEYED: "arn:aws:ssm:eu-west-1:123456789012:parameter/x:key::",
        },
      },
      [
        'secrets.HALF: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pay... is not a secret with its key: ECS takes <ARN>:<key>:<version stage>:<version ID>, with all colons, whatever is empty (...:secret:payment-AbCdEf:apiKey::)',
        'secrets.LAMBDA: "arn:aws:lambda:eu-west-1:123456789012:function:x" is not an ARN of secretsmanager or ssm (such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-db)',
        'secrets.KEYED: "arn:aws:ssm:eu-west-1:123456789012:parameter/x:key::" is not an ARN of a parameter (such as arn:aws:ssm:eu-west-1:123456789012:parameter/prod/orders/key)',
      ],
    ],
    [
      "what a service's own container may not have either",
      {
        executeCommand: true,
        sidecars: [
          sidecar({
            environment: { DB_PASSWORD: "hunter2" },
            writablePaths: ["/var/log/amazon/ssm"],
            imageFrom: "repository",
            image: "init:1.0.0",
            imageArchitectures: ["arm64"],
          }),
          sidecar({ name: "moving", image: "nginx:latest" }),
        ],
      },
      [
        'sidecars[1].image: "nginx:latest" has the tag latest, which moves; pin it by @sha256:<digest> or a whole version (:1.4.2)',
        "sidecars[0].imageArchitectures: has no x86_64, which capacity class general runs; build the image for it as well, or place the service elsewhere",
        "sidecars[0].imageArchitectures: has no x86_64, which site dublin runs; build the image for it as well, or place the service elsewhere",
        "sidecars[0].environment.DB_PASSWORD: is a secret by its name, and environment is readable by everyone who may describe the task; move it to secrets, or say in allowPlain why it is none",
        'sidecars[0].writablePaths[0]: "/var/log/amazon/ssm" is mounted by the ECS agent for ECS Exec, and a container with two mounts at one place does not start; remove it',
        'sidecars[0].image: "init" is not one of landbridge:registry.repositories (none)',
      ],
    ],
    [
      "on premises, what needs the network interface that tasks have in AWS only",
      {
        environment: {
          OTEL_ENDPOINT: "http://localhost:4318",
          OTHER: "http://localhost:4317",
          OTEL_SIDECAR_HOST: "x",
        },
        sidecars: [
          sidecar({
            name: "otel",
            port: 4318,
            dependsOn: [{ containerName: "orders", condition: "START" }],
          }),
        ],
      },
      [
        "environment.OTEL_SIDECAR_HOST: is what the service gets for a sidecar; take it out",
        'environment.OTEL_ENDPOINT: "http://localhost:4318" is the service\'s container itself on premises: external instances have no awsvpc, in which containers share localhost. Read the host from OTEL_SIDECAR_HOST, which is right on both sides',
        "sidecars[0].dependsOn: waits for orders, which reaches otel at its port: on premises that is a link of Docker's, for which otel has to be there first, as external instances have no awsvpc. Take port or dependsOn out, or run the service in AWS only",
      ],
    ],
  ];

  for (const [title, service, lines] of bad) {
    it(`reject ${title}`, () => assert.deepEqual(says(service), lines));
  }

  it("have GPUs where class and site say so", () => {
    assert.deepEqual(says({ gpus: 1 }, { gpu: true, siteGpu: true }), []);
    assert.match(says({ gpus: 1 }, { gpu: true })[0] ?? "", /site dublin/);
    assert.deepEqual(says({ gpus: 1, placement: "cloud" }, { gpu: true }), []);
  });

  it("may wait for the service's own in AWS, where nothing is linked", () => {
    const waiting = sidecar({
      name: "otel",
      port: 4318,
      dependsOn: [{ containerName: "orders", condition: "START" }],
    });
    const environment = { OTEL_ENDPOINT: "http://localhost:4318" };
    assert.deepEqual(says({ placement: "cloud", sidecars: [waiting], environment }), []);
  });

  it("count for what an instance has room for", () => {
    const stack = (sidecars: Section[]) => {
      const whole = stackOf({ placement: "cloud", cpu: 1024, sidecars }) as Record<string, unknown>;
      const general = { instanceTypes: ["m8g.large"], minSize: 2, maxSize: 9 };
      return { ...whole, cluster: { capacity: { general } } };
    };
    assert.deepEqual(problemsOf(stack([sidecar()])), []);
    assert.deepEqual(problemsOf(stack([sidecar({ cpu: 1024 })])), [
      "landbridge:services[0].cpu: 1024, with 1280 for sidecars and Service Connect, is more than the 2048 CPU units of the largest instance type of class general; make the task smaller, or the class's instanceTypes larger",
    ]);
  });
});
