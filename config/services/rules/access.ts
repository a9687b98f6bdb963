import { givesAway } from "../../../policy/reading/plainSecrets";
import type { ConfigRule } from "../../rule";
import {
  eachContainer,
  eachService,
  entries,
  isExposed,
  known,
  runsInCloud,
  missing,
  type ServiceDraft,
} from "./each";

/** Why a variable may not stay where everyone can read it, by what gives it away. */
const EXPOSED = {
  value:
    "is a key by the form of its value, and environment is readable by everyone who may describe the task; move it to secrets, and have another one made",
  name: "is a secret by its name, and environment is readable by everyone who may describe the task; move it to secrets, or say in allowPlain why it is none",
};

export const noSecretsInEnvironment: ConfigRule = {
  summary:
    "No variable of `environment`, of a service's container or of one beside it, is a secret: a key by the form of its value, or a secret by its name with a value that may be one, unless `allowPlain` says why not. None is in `secrets` as well. `allowPlain` is about variables of `environment`.",
  check: eachContainer(({ environment, secrets, allowPlain }) => [
    ...Object.entries(environment ?? {}).flatMap(([name, value = ""]) => {
      const at = ["environment", name];
      if (name in (secrets ?? {})) return [{ at, text: "is in secrets as well; keep one of them" }];
      const by = givesAway(name, value);
      return by === undefined || (by === "name" && name in (allowPlain ?? {}))
        ? []
        : [{ at, text: EXPOSED[by] }];
    }),
    ...Object.keys(allowPlain ?? {}).flatMap((name) =>
      name in (environment ?? {})
        ? []
        : [{ at: ["allowPlain", name], text: "is no variable of environment; take it away" }],
    ),
  ]),
};

export const execLogFolder: ConfigRule = {
  summary:
    "A service with `executeCommand` has no `/var/log/amazon/ssm` in `writablePaths`: the ECS agent mounts it.",
  check: eachContainer(({ writablePaths }, { executeCommand }) =>
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
    "A destination of `reaches` is exactly one of service (another one, with hosts or in Service Connect), cidr and securityGroupId; the latter two have a port. None is there twice.",
  check: eachService((service, config) => {
    const others = [...entries(config).map((entry) => entry.service), ...known(config.elsewhere)];
    return (service.reaches ?? []).flatMap((destination, index) => {
      const { service: name, cidr, securityGroupId, port } = destination ?? {};
      const at = ["reaches", index];
      const first = (service.reaches ?? []).findIndex((each) => isSame(each, destination));
      if (destination !== undefined && first < index) {
        return [{ at, text: `is reaches[${first}] again; take one of them away` }];
      }
      const kinds = [name, cidr, securityGroupId].filter((kind) => kind !== undefined).length;
      if (destination === undefined || kinds !== 1) {
        // An invalid network is reported already.
        const given = [name, securityGroupId].filter((kind) => kind !== undefined).length;
        return destination === undefined || ("cidr" in destination && given === 0)
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

type Destination = NonNullable<ServiceDraft["reaches"]>[number];

/** Whether two destinations are one, whatever is said about them. */
function isSame(one: Destination, other: Destination): boolean {
  const keys = ["service", "cidr", "securityGroupId", "port"] as const;
  return keys.every((key) => one?.[key] === other?.[key]);
}

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
