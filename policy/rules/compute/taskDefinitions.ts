import { containerName, containersOf, movingImage } from "../../reading/containers";
import { describe, type Graph, type Node, type Resource } from "../../graph";
import { nist, securityHub, securityHubUrl } from "../../frameworks";
import type { Properties } from "../../known";
import type { Report, Rule } from "../../rule";
import { givesAway } from "../../reading/plainSecrets";
import type { Settings } from "../../settings";
import { types } from "../../types";

/** What is wrong with one container, and the line to change. */
function complaints(
  container: Properties,
  { allowPlain }: Settings,
): { problem: string; change: string }[] {
  const secrets = container.objects("environment").flatMap((variable) => {
    const name = variable.string("name") ?? "";
    const value = variable.string("value") ?? "";
    const by = givesAway(name, value);
    return by === "value" || (by === "name" && allowPlain[name] === undefined) ? [name] : [];
  });
  return [
    ...(container.boolean("privileged") === true
      ? [{ problem: "is privileged", change: "privileged: false" }]
      : []),
    ...(container.boolean("readonlyRootFilesystem") === true
      ? []
      : [{ problem: "can write to its root file system", change: "readonlyRootFilesystem: true" }]),
    ...hostCapabilities(container).map((capability) => ({
      problem: `has the capability ${capability}, which is a way to its host`,
      change: "linuxParameters.capabilities.add: without it",
    })),
    ...secrets.map((name) => ({
      problem: `has a secret in its environment, ${name}`,
      change: `secrets: [{ name: "${name}", valueFrom: <ARN in Secrets Manager or Parameter Store> }]`,
    })),
  ];
}

/**
 * Capabilities that Docker gives no container by itself; by most of the others it gets at its host, or at other containers.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
const ordinary = new Set(
  (
    "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP " +
    "SETUID SYS_CHROOT"
  ).split(" "),
);

function hostCapabilities(container: Properties): string[] {
  const capabilities = container.object("linuxParameters")?.object("capabilities");
  return (capabilities?.strings("add") ?? []).filter((each) => !ordinary.has(each));
}

function checkContainers(resource: Resource, report: Report, settings: Settings): void {
  const containers = containersOf(resource);
  if (containers === undefined) {
    report.unsure(
      resource,
      `${describe(resource)} has containers that this preview does not know`,
      "containerDefinitions: of values that are known beforehand",
    );
  }
  for (const container of containers ?? []) {
    for (const { problem, change } of complaints(container, settings)) {
      report.violation(
        resource,
        `${describe(resource)}: ${containerName(container)} ${problem}`,
        `containerDefinitions: ${change}`,
      );
    }
  }
  for (const mode of ["pidMode", "ipcMode"]) {
    if (resource.props.string(mode) !== "host") continue;
    report.violation(
      resource,
      `${describe(resource)} shares the host's ${mode === "pidMode" ? "processes" : "memory segments"}`,
      `${mode}: task`,
    );
  }
}

/** One role for both lets a container do what ECS does for it: read every secret, for one. */
function checkRoles(graph: Graph, node: Node, report: Report): void {
  const roles = (property: string): string[] => {
    const { certain, external } = graph.references(node, property, types.iamRole);
    return [...certain.map(({ urn }) => urn), ...external];
  };
  const shared = roles("taskRoleArn").some((role) => roles("executionRoleArn").includes(role));
  if (!shared) return;
  report.violation(
    node,
    `${describe(node)} has one role for ECS and for its containers`,
    "taskRoleArn: a role of its own, with what the containers themselves need",
  );
}

export const taskDefinitionRules: readonly Rule[] = [
  {
    number: 34,
    name: "configure-ecs-tasks",
    description:
      "All containers of a task, those beside its own as well, are not privileged, add no capability that Docker's default has not, have a read-only root file system and no secrets in their environment, by the names and values of its variables; ECS's role and theirs are two.",
    why: "A container that is broken into should find nothing to write to, no secret in plain sight, and no permission but its own.",
    severity: "high",
    framework: securityHub(
      "ECS.5",
      "ECS task definitions should configure containers to be limited to read-only access to root filesystems",
    ),
    tags: ["ecs", "identity"],
    remediationSteps:
      "In containerDefinitions set readonlyRootFilesystem to true and privileged to false, add no capability such as SYS_ADMIN, and move secrets to `secrets`; a variable that is none, whatever its name, is named with the reason in the setting allowPlain. Give executionRoleArn and taskRoleArn a role each.",
    url: securityHubUrl("ecs", "ECS.5"),
    types: types.taskDefinition,
    check: checkContainers,
    checkStack(graph, report) {
      for (const node of graph.ofType(types.taskDefinition)) checkRoles(graph, node, report);
    },
  },
  {
    number: 50,
    name: "require-pinned-images",
    description:
      "Images are pinned: by digest, by a whole version or by a commit; never by latest or any other tag that moves.",
    why: "A tag that moves runs something else the next time a task starts: in the night, on a new server, half of a service.",
    severity: "high",
    framework: nist("CM-2", "Baseline Configuration"),
    tags: ["ecs", "ecr"],
    remediationSteps:
      "Name the image by @sha256:<digest>, or by a whole version in a repository whose tags are immutable.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    types: types.taskDefinition,
    check(resource, report) {
      for (const container of containersOf(resource) ?? []) {
        const image = container.string("image");
        const problem = image === undefined ? undefined : movingImage(image);
        if (problem === undefined) continue;
        report.violation(
          resource,
          `${describe(resource)}: image ${image} of ${containerName(container)} ${problem}`,
          `containerDefinitions: image: ${image?.replace(/[:@].*$/, "")}@sha256:<digest>`,
        );
      }
    },
  },
];
