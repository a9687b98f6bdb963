import { IAMClient, paginateListRoles } from "@aws-sdk/client-iam";
import type { StackConfig } from "../../config/settled";
import { check, ok, warning, type Judgement } from "../check";

/** Service principals whose service-linked roles the stack's resources need. */
function linkedServices(config: StackConfig): string[] {
  const { parts, cluster, databases, loadBalancer, services } = config;
  const hasCapacity = Object.keys(cluster.capacity).length > 0;
  const balanced = loadBalancer.certificateArn ?? loadBalancer.certificateAuthorityArn;
  const spot = Object.values(cluster.capacity).some((each) => each.onDemandPercentage < 100);
  const scaled = services.some(({ autoscaling }) => autoscaling !== undefined);
  return [
    "backup",
    ...(config.backup.audit ? ["reports.backup"] : []),
    ...(parts.network ? ["ecs"] : []),
    ...(parts.network && hasCapacity ? ["autoscaling"] : []),
    ...(parts.network && spot ? ["spot"] : []),
    ...(parts.network && scaled ? ["ecs.application-autoscaling"] : []),
    ...(parts.network && balanced !== undefined ? ["elasticloadbalancing"] : []),
    ...(databases.length > 0 ? ["rds"] : []),
  ];
}

/** AWS makes such a role with the first resource, where the caller may: so an absent one stops nobody yet. */
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
function judgeRoles(existing: readonly string[], wanted: readonly string[]): Judgement[] {
  const absent = wanted.filter((each) => !existing.includes(each));
  if (absent.length === 0) return [ok(`roles of ${wanted.join(", ")}`)];
  const commands = absent.map(
    (each) => `aws iam create-service-linked-role --aws-service-name ${each}.amazonaws.com`,
  );
  return [
    warning(
      `no role yet of ${absent.join(", ")}: AWS makes it with the first resource, and the first try may come too early`,
      `${commands.join("; ")}; or let the deploying role do iam:CreateServiceLinkedRole`,
    ),
  ];
}

export const serviceLinkedRoles = check<readonly string[]>({
  name: "Service-linked roles",
  actions: ["iam:ListRoles"],
  async ask({ account }) {
    const found: string[] = [];
    const pages = paginateListRoles(
      { client: account.client(IAMClient) },
      { PathPrefix: "/aws-service-role/" },
    );
    for await (const { Roles = [] } of pages) {
      found.push(
        ...Roles.flatMap(
          ({ Path = "" }) => /^\/aws-service-role\/(.+)\.amazonaws\./.exec(Path)?.[1] ?? [],
        ),
      );
    }
    return found;
  },
  judge: (existing, { config }) => judgeRoles(existing, linkedServices(config)),
});
