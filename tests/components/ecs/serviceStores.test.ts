import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Registry } from "../../../components/ecr/registry";
import {
  connectStatements,
  databaseVariables,
  passwordStatements,
  variableNames,
} from "../../../components/ecs/service/databaseUse";
import {
  mountPoints,
  shareVolumes,
  withServiceClients,
} from "../../../components/ecs/service/shareVolumes";
import { databaseServers } from "../../../components/ecs/service/databaseServers";
import { StoreWays } from "../../../components/ecs/service/storeWays";
import type { DatabaseAccess } from "../../../components/rds/databasesArgs";
import type {
  FileShareSpec,
  MountTarget,
} from "../../../components/storagegateway/fileStorageArgs";
import { runWithMocks, valueOf } from "../../support/mocks";
import { aService } from "../../support/service";

const arn = (service: string, path: string): string =>
  `arn:aws:${service}:eu-west-1:123456789012:${path}`;

const databases: Readonly<Record<string, DatabaseAccess>> = {
  "order-book": {
    hostname: pulumi.output("order-book.dev.example.com"),
    securityGroupId: pulumi.output("sg-database"),
    port: 5432,
    databaseName: "shop",
    connectArn: pulumi.output(arn("rds-db", "dbuser:db-ABC/*")),
    arn: pulumi.output(arn("rds", "db:order-book")),
    secretArn: pulumi.output(arn("secretsmanager", "secret:order-book-AbCdEf")),
  },
};

const mountTargets: Readonly<Record<string, MountTarget>> = {
  reports: {
    gateway: "dc1",
    protocol: "nfs",
    readOnly: false,
    address: pulumi.output("10.100.20.10"),
    path: pulumi.output("/reports"),
  },
};

const iam = { name: "order-book", credentials: "iam" } as const;
const secret = { name: "order-book", credentials: "secret" } as const;
const reports = { share: "reports", path: "/var/reports", readOnly: false };

describe("A service's databases", () => {
  it("are told to it by variables of their name, with a user of its own and no password", async () => {
    const service = aService({ name: "orders-api", databases: [iam] });
    const variables = databaseVariables(service, databases);
    assert.deepEqual(variables.secrets, {});
    assert.deepEqual(await valueOf(pulumi.output(variables.environment)), {
      ORDER_BOOK_DATABASE_HOST: "order-book.dev.example.com",
      ORDER_BOOK_DATABASE_PORT: "5432",
      ORDER_BOOK_DATABASE_NAME: "shop",
      ORDER_BOOK_DATABASE_USER: "orders_api",
    });
    assert.deepEqual(Object.keys(variables.environment).sort(), variableNames(iam).sort());
  });

  it("let it in by IAM as that user only", async () => {
    const [own] = connectStatements(aService({ databases: [iam] }), databases);
    assert.equal(own?.Action, "rds-db:connect");
    assert.deepEqual(await valueOf(pulumi.output(own.Resource)), [
      arn("rds-db", "dbuser:db-ABC/orders"),
    ]);
    const [other] = connectStatements(
      aService({ databases: [{ ...iam, user: "reader" }] }),
      databases,
    );
    assert.deepEqual(await valueOf(pulumi.output(other?.Resource)), [
      arn("rds-db", "dbuser:db-ABC/reader"),
    ]);
  });

  it("give the master user's name and password by reference where it asks for them", async () => {
    const service = aService({ databases: [secret] });
    const { environment, secrets } = databaseVariables(service, databases);
    const key = arn("secretsmanager", "secret:order-book-AbCdEf");
    assert.deepEqual(await valueOf(pulumi.output(secrets)), {
      ORDER_BOOK_DATABASE_USER: `${key}:username::`,
      ORDER_BOOK_DATABASE_PASSWORD: `${key}:password::`,
    });
    assert.deepEqual(
      [...Object.keys(environment), ...Object.keys(secrets)].sort(),
      variableNames(secret).sort(),
    );
    assert.deepEqual(connectStatements(service, databases), []);
    const [read, decrypt] = passwordStatements(service, databases, "key");
    assert.deepEqual(await valueOf(pulumi.output(read?.Resource)), [key]);
    assert.deepEqual([decrypt?.Action, decrypt?.Resource], ["kms:Decrypt", "key"]);
    assert.deepEqual(passwordStatements(aService({ databases: [iam] }), databases, "key"), []);
  });

  it("must be there", () => {
    const service = aService({ databases: [{ ...iam, name: "stock" }] });
    assert.throws(
      () => databaseVariables(service, databases),
      /orders: there is no database stock/,
    );
  });
});

describe("A service's file shares", () => {
  it("are mounted by the host's Docker, by NFS 4.1 from the gateway's address", async () => {
    const service = aService({ volumes: [reports] });
    assert.deepEqual(await valueOf(pulumi.output(shareVolumes(service, mountTargets))), [
      {
        name: "reports",
        dockerVolumeConfiguration: {
          scope: "task",
          driver: "local",
          driverOpts: {
            type: "nfs",
            device: ":/reports",
            o: "addr=10.100.20.10,rw,nfsvers=4.1,hard,nolock",
          },
        },
      },
    ]);
    assert.deepEqual(mountPoints(service), [
      { sourceVolume: "reports", containerPath: "/var/reports", readOnly: false },
    ]);
  });

  it("are only read where the service, or the share, says so", async () => {
    const options = (readOnly: boolean, shareReadOnly: boolean): Promise<string> => {
      const target = { ...mountTargets["reports"], readOnly: shareReadOnly } as MountTarget;
      const [volume] = shareVolumes(aService({ volumes: [{ ...reports, readOnly }] }), {
        reports: target,
      });
      return valueOf(pulumi.output(volume).apply((made) => JSON.stringify(made)));
    };
    assert.match(await options(true, false), /,ro,/);
    assert.match(await options(false, true), /,ro,/);
  });

  it("must be there, with a gateway that is there", () => {
    const service = aService({ volumes: [{ ...reports, share: "scans" }] });
    assert.throws(() => shareVolumes(service, mountTargets), /orders: share scans is not there/);
  });

  it("admit the hosts of the services that mount them, and nobody for those that don't", () => {
    const share = { name: "reports", clients: ["10.100.10.0/24"] } as unknown as FileShareSpec;
    const servers = ["12", "11"].map((end) => ({ name: `app-${end}`, address: `10.100.4.${end}` }));
    const clients = (...services: ReturnType<typeof aService>[]): readonly string[] | undefined =>
      withServiceClients([share], {
        services,
        instances: "10.20.0.0/17",
        sites: [{ name: "dublin", servers }],
      })[0]?.clients;
    assert.deepEqual(clients(aService()), ["10.100.10.0/24"]);
    assert.deepEqual(clients(aService({ volumes: [reports] })), ["10.100.10.0/24", "10.20.0.0/17"]);
    assert.deepEqual(
      clients(
        aService({ placement: "on-prem", volumes: [reports] }),
        aService({ placement: "both", volumes: [reports] }),
      ),
      ["10.100.10.0/24", "10.20.0.0/17", "10.100.4.11/32", "10.100.4.12/32"],
    );
  });
});

describe("Ways from hosts to what services keep data in", () => {
  const servers = [
    { name: "app-1", address: "10.100.4.11" },
    { name: "app-2", address: "10.100.4.12" },
  ];
  const sites = [
    { name: "dublin", servers },
    { name: "cork", servers: [{ name: "app-3", address: "10.100.5.11" }] },
  ];
  const capacity = { securityGroupId: pulumi.output("sg-instances") };
  const made = (...descriptions: ReturnType<typeof aService>[]) =>
    runWithMocks(() => new StoreWays("ways", { descriptions, capacity, mountTargets }));
  const rules = async (...descriptions: ReturnType<typeof aService>[]): Promise<unknown[]> =>
    (await made(...descriptions)).resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ inputs }) => [inputs.securityGroupId, inputs.cidrIpv4, inputs.fromPort]);

  it("have a site's servers once for a database, however many services use it there", () => {
    const one = aService({ placement: "on-prem", databases: [iam] });
    const other = aService({ name: "stock", placement: "both", databases: [iam] });
    assert.deepEqual(databaseServers([one, other], sites), {
      [iam.name]: servers.map((server) => ({ site: "dublin", ...server })),
    });
  });

  it("let the cluster's instances out to a gateway once, however many services mount its shares", async () => {
    const one = aService({ volumes: [reports] });
    const other = aService({ name: "stock", placement: "both", volumes: [reports] });
    assert.deepEqual(await rules(one, other), [["sg-instances", "10.100.20.10/32", 2049]]);
  });

  it("are none for services in AWS alone with databases, or on premises alone with shares", async () => {
    const cloud = aService({ databases: [iam] });
    const onPremises = aService({ name: "stock", placement: "on-prem", volumes: [reports] });
    assert.deepEqual(await rules(cloud, onPremises), []);
  });
});

describe("An image", () => {
  const image = async (
    imageFrom: "reference" | "repository" | "docker-hub-cache",
    name: string,
    imagePrefix?: string,
  ) => {
    const { result } = await runWithMocks(
      () =>
        new Registry("registry", {
          namePrefix: "landbridge-dev",
          repositories: ["orders"],
          kmsKeyArn: arn("kms", "key/2"),
          imagePrefix,
          dockerHub: {
            credentialsSecretArn: arn("secretsmanager", "secret:ecr-pullthroughcache/x"),
          },
        }),
    );
    const { name: whole, pullStatements } = result.image({ imageFrom, image: name });
    const statements = await valueOf(pulumi.output(pullStatements));
    return { whole: await valueOf(pulumi.output(whole)), statements };
  };
  const registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

  it("of the stack's own repositories has their name before it", async () => {
    const { whole, statements } = await image("repository", "orders:1.4.2");
    assert.equal(whole, `${registry}/landbridge-dev/orders:1.4.2`);
    assert.deepEqual(statements.at(-1)?.Resource, arn("ecr", "repository/landbridge-dev/orders"));
  });

  it("of another stack's repositories has that one's name before it", async () => {
    const { whole, statements } = await image("repository", "orders:1.4.2", "landbridge-prod");
    assert.equal(whole, `${registry}/landbridge-prod/orders:1.4.2`);
    assert.deepEqual(statements.at(-1)?.Resource, arn("ecr", "repository/landbridge-prod/orders"));
  });

  it("of Docker Hub comes by the cache, whose first pull makes a repository", async () => {
    const { whole, statements } = await image("docker-hub-cache", "library/nginx@sha256:0a");
    assert.equal(whole, `${registry}/landbridge-dev-hub/library/nginx@sha256:0a`);
    assert.deepEqual(
      statements[1]?.Resource,
      arn("ecr", "repository/landbridge-dev-hub/library/nginx"),
    );
    assert.deepEqual(statements.at(-1)?.Action, [
      "ecr:BatchImportUpstreamImage",
      "ecr:CreateRepository",
    ]);
  });

  it("of anywhere else stays as it is, and needs permission in ECR only", async () => {
    const hub = await image("reference", "docker.io/library/httpd:2.4.66");
    assert.deepEqual(hub, { whole: "docker.io/library/httpd:2.4.66", statements: [] });
    const { statements } = await image("reference", `${registry}/tools/builder:1.0.0`);
    assert.deepEqual(statements.at(-1)?.Resource, arn("ecr", "repository/tools/builder"));
  });
});
