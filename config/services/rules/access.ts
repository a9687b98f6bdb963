import type { ConfigRule } from "../../rule";
import { eachService, entries, isExposed, known, runsInCloud, missing } from "./each";

/** Words in the names of variables that hold secrets. */
const SECRET = /PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL/i;

export const noSecretsInEnvironment: ConfigRule = {
  summary:
    "No variable of `environment` is a secret by its name, and none is in `secrets` as well.",
  check: eachService(({ environment, secrets }) =>
    Object.keys(environment ?? {}).flatMap((name) => {
      if (name in (secrets ?? {})) {
        return [{ at: ["environment", name], text: "is in secrets as well; keep one of them" }];
      }
      return SECRET.test(name)
        ? [
            {
              at: ["environment", name],
              text: "is a secret by its name, and environment is readable by everyone who may describe the task; move it to secrets",
            },
          ]
        : [];
    }),
  ),
};

export const execLogFolder: ConfigRule = {
  summary:
    "A service with `executeCommand` has no `/var/log/amazon/ssm` in `writablePaths`: the ECS agent mounts it.",
  check: eachService(({ executeCommand, writablePaths }) =>
    executeCommand === true
      ? (writablePaths ?? []).flatMap((path, index) =>
          path === "/var/log/amazon/ssm"
            ? [
                {
                  at: ["writablePaths", index],
                  text: `"${path}" is mounted by the ECS agent for ECS Exec, and a container with two mounts at one place does not start; remove it`,
                },
              ]
            : [],
        )
      : [],
  ),
};

export const destinations: ConfigRule = {
  summary:
    "A destination of `reaches` is exactly one of service (another one, with hosts or in Service Connect), cidr and securityGroupId; the latter two have a port.",
  check: eachService((service, config) => {
    const others = entries(config).map((entry) => entry.service);
    return (service.reaches ?? []).flatMap((destination, index) => {
      const { service: name, cidr, securityGroupId, port } = destination ?? {};
      const at = ["reaches", index];
      const kinds = [name, cidr, securityGroupId].filter((kind) => kind !== undefined).length;
      if (destination === undefined || kinds !== 1) {
        return destination === undefined
          ? []
          : [
              {
                at,
                text: `names ${kinds} destinations; it must be one of service, cidr, securityGroupId`,
              },
            ];
      }
      if (name === undefined) {
        return port === undefined
          ? [missing([...at, "port"], "a network or a security group is reached at a port")]
          : [];
      }
      const other = others.find((candidate) => candidate.name === name);
      if (other === undefined || name === service.name) {
        const text =
          other === undefined ? `"${name}" is not a service` : `"${name}" is the service itself`;
        return [{ at: [...at, "service"], text }];
      }
      if (isExposed(other)) {
        return [];
      }
      const isCallable = runsInCloud(other) && other.serviceConnect === true;
      const why =
        other.port === undefined
          ? "listens on no port"
          : "has no hosts, and is not in Service Connect";
      return isCallable && other.port !== undefined
        ? []
        : [{ at: [...at, "service"], text: `"${name}" ${why}` }];
    });
  }),
};

export const statementsExplained: ConfigRule = {
  summary: 'A statement on `"*"` in `taskRoleStatements` has its reason.',
  check: eachService(({ taskRoleStatements }) =>
    (taskRoleStatements ?? []).flatMap((statement, index) =>
      statement !== undefined &&
      known(statement.resources).includes("*") &&
      statement.reason === undefined
        ? [
            {
              at: ["taskRoleStatements", index, "resources"],
              text: '"*" is every resource of the account; name them, or say the reason (reason: ...)',
            },
          ]
        : [],
    ),
  ),
};
