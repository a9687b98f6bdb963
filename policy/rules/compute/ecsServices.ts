import { containersOf, repositoryOf } from "../../reading/containers";
import { describe, type Graph, type Node } from "../../graph";
import { nist, wellArchitected } from "../../frameworks";
import { networkOf, routeLine } from "../../reading/network";
import { startedTasks } from "../../reading/startedTasks";
import { tagOf } from "../../reading/tags";
import type { Report, Rule } from "../../rule";
import type { Settings } from "../../settings";
import { types } from "../../types";

/** A network interface, and the subnets that it may be in. */
function subnetsOf(graph: Graph, node: Node): { line: string; subnets: readonly Node[] } {
  if (types.autoScalingGroup.some((type) => type === node.type)) {
    const { certain, possible } = graph.references(node, "vpcZoneIdentifiers", types.subnet);
    return { line: "vpcZoneIdentifiers", subnets: [...certain, ...possible] };
  }
  const started = startedTasks(node);
  const network = (started?.parameters ?? node.inputs).object("networkConfiguration");
  if (!network) return { line: "", subnets: [] };
  const property = started?.property ?? "networkConfiguration";
  const { certain, possible } = graph.references(node, property, types.subnet, network, "subnets");
  const line = started ? `${started.line}.networkConfiguration` : property;
  return { line: `${line}.subnets`, subnets: [...certain, ...possible] };
}

/** The class of a service's data, where it is one that may not leave the data centre. */
function homeClassOf(node: Node, { classTags, homeClasses }: Settings): string | undefined {
  const found = tagOf(node, classTags);
  return found !== undefined && homeClasses.includes(found) ? found : undefined;
}

/** The same of what starts tasks besides services: a schedule has no tags, its task definition has. */
function sensitiveClassOf(graph: Graph, node: Node, settings: Settings): string | undefined {
  const own = homeClassOf(node, settings);
  if (own !== undefined || !startedTasks(node)) return own;
  return tasksOf(graph, node).flatMap((task) => homeClassOf(task, settings) ?? [])[0];
}

function isExternal(service: Node): boolean {
  const { parameters } = startedTasks(service) ?? { parameters: service.inputs };
  return parameters.string("launchType") === "EXTERNAL";
}

/** The task definitions that a service runs, or something else starts. */
function tasksOf(graph: Graph, node: Node): readonly Node[] {
  const started = startedTasks(node);
  if (!started) return graph.references(node, "taskDefinition", types.taskDefinition).certain;
  const { property, parameters } = started;
  const key = "taskDefinitionArn";
  return graph.references(node, property, types.taskDefinition, parameters, key).certain;
}

const privateRegistry = /^\d{12}\.dkr[.-]ecr[.-]/;

/**
 * Whether an image's repository is the company's own, so that two services with it are the same application.
 * Public images prove nothing, nor do base images that are cached or kept for many services.
 */
function isOwn(graph: Graph, repository: string, settings: Settings): boolean {
  if (!privateRegistry.test(repository)) return false;
  const path = repository.slice(repository.indexOf("/") + 1);
  const caches = graph
    .ofType(types.pullThroughCacheRule)
    .flatMap((rule) => rule.props.string("ecrRepositoryPrefix") ?? []);
  return (
    !caches.some((prefix) => path.startsWith(`${prefix}/`)) &&
    !settings.sharedRepositories.some((shared) => repository.startsWith(shared))
  );
}

/** What makes two services the same: the company's own repositories of their images, and the role of their tasks. */
function identityOf(
  graph: Graph,
  service: Node,
  settings: Settings,
): { images: Set<string>; roles: Set<string> } {
  const tasks = tasksOf(graph, service);
  const images = tasks.flatMap((task) =>
    (containersOf(task) ?? []).flatMap((each) => each.string("image") ?? []),
  );
  const roles = tasks.flatMap((task) => {
    const { certain, external } = graph.references(task, "taskRoleArn", types.iamRole);
    return [...certain.map(({ urn }) => urn), ...external];
  });
  const own = images.map(repositoryOf).filter((each) => isOwn(graph, each, settings));
  return { images: new Set(own), roles: new Set(roles) };
}

function areTwins(graph: Graph, one: Node, other: Node, settings: Settings): boolean {
  const [a, b] = [identityOf(graph, one, settings), identityOf(graph, other, settings)];
  return (
    [...a.images].some((image) => b.images.has(image)) ||
    [...a.roles].some((role) => b.roles.has(role))
  );
}

function checkSensitive(graph: Graph, report: Report, settings: Settings): void {
  const starters = graph.ofType([...types.schedule, ...types.eventTarget]);
  const services = [...graph.ofType(types.ecsService), ...starters.filter(startedTasks)];
  const classOf = new Map(
    services.map((each) => [each, sensitiveClassOf(graph, each, settings) ?? ""]),
  );
  const sensitive = services.filter((service) => classOf.get(service) !== "");
  for (const service of sensitive.filter((each) => !isExternal(each))) {
    report.violation(
      service,
      `${describe(service)} handles data classed ${classOf.get(service)}, yet runs in AWS`,
      `${startedTasks(service)?.line.concat(".") ?? ""}launchType: "EXTERNAL"`,
    );
  }
  for (const service of sensitive.filter(isExternal)) {
    const twin = services.find(
      (each) =>
        !isExternal(each) && !sensitive.includes(each) && areTwins(graph, service, each, settings),
    );
    if (!twin) continue;
    report.violation(
      twin,
      `${describe(twin)} is the twin in AWS of ${describe(service)}, whose data is classed ${classOf.get(service)}`,
      `${describe(twin)}: remove it, or give it another repository and task role`,
    );
  }
}

/** Volumes that are no more than a folder of the host, for as long as the task is there. */
function localVolumes({ props }: Node): ReadonlySet<string | undefined> {
  const names = props.objects("volumes").flatMap((volume) => {
    const kinds = volume.keys().filter((key) => /Configuration$|^hostPath$/.test(key));
    return kinds.length === 0 ? [volume.string("name")] : [];
  });
  return new Set(names);
}

/** Files of a share are objects in S3: a task of the data centre that writes them sends them to AWS. */
function checkShares(graph: Graph, report: Report, settings: Settings): void {
  const shares: readonly string[] = [...types.nfsFileShare, ...types.smbFileShare];
  for (const task of graph.ofType(types.taskDefinition)) {
    const found = homeClassOf(task, settings);
    if (found === undefined) continue;
    // What a volume was made from is known even where its path is not.
    const share = task.sources["volumes"]?.find(({ type }) => shares.includes(type));
    if (!share) continue;
    const local = localVolumes(task);
    const points = containersOf(task)
      ?.flatMap((each) => each.objects("mountPoints"))
      .filter((each) => !local.has(each.string("sourceVolume")));
    if (points?.every((each) => each.boolean("readOnly") === true)) continue;
    const problem = `${describe(task)} handles data classed ${found}, and may write it to ${describe(share)}, whose files are in S3`;
    const change = "containerDefinitions: mountPoints[].readOnly: true, or volumes: no file share";
    if (points === undefined) report.unsure(task, problem, change);
    else report.violation(task, problem, change);
  }
}

export const ecsServiceRules: readonly Rule[] = [
  {
    number: 9,
    name: "require-private-compute-subnets",
    description:
      "ECS tasks with network interfaces of their own, of services and of schedules, and Auto Scaling groups, are in subnets without a route to an internet gateway.",
    why: "Compute in a public subnet is one address away from the internet; in a private one nobody can get there by mistake.",
    severity: "high",
    framework: wellArchitected("SEC05-BP01", "Create network layers"),
    tags: ["ecs", "autoscaling", "network"],
    remediationSteps:
      "Use private subnets: the load balancer and the data centre's link reach them.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-inbound.html",
    locked: true,
    checkStack(graph, report) {
      const network = networkOf(graph);
      const starters = [...types.schedule, ...types.eventTarget];
      const compute = [...types.ecsService, ...starters, ...types.autoScalingGroup];
      for (const node of graph.ofType(compute)) {
        const { line, subnets } = subnetsOf(graph, node);
        for (const subnet of subnets) {
          const route = network.internetRoute(subnet);
          if (!route) continue;
          report.violation(
            node,
            `${describe(node)} is in ${describe(subnet)}, which ${describe(route.on)} opens to the internet (${routeLine(route)})`,
            `${line} of ${describe(node)}: private subnets`,
          );
        }
      }
    },
  },
  {
    number: 51,
    name: "disallow-cloud-twin-of-sensitive-services",
    description:
      "A service or scheduled task whose data may not leave the data centre (tag data-classification: on-prem-only, of a scheduled task that of its task definition, unless classTags and homeClasses say others) runs on external instances, writes to no file share, and nothing in AWS is its twin.",
    why: "Data that may not leave the data centre leaves it with the first request that a task in AWS answers.",
    severity: "critical",
    framework: nist(
      "SA-9(5)",
      "External System Services | Processing, Storage, and Service Location",
    ),
    tags: ["ecs", "residency"],
    remediationSteps:
      'Give the service the launchType "EXTERNAL", and let no service in AWS have an image of its repository in ECR or its task role. Let it mount file shares only to read.',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html",
    locked: true,
    checkStack(graph, report, settings) {
      checkSensitive(graph, report, settings);
      checkShares(graph, report, settings);
    },
  },
];
