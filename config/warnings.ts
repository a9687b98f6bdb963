import { databaseClasses, ec2Types } from "./schema/instanceTypes";
import type { Problem } from "./errors";
import type { StackConfig } from "./settled";

/** Managed nodes outside of EC2 that an account and Region has without the advanced tier. */
// https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-configure-instance-tiers.html
const STANDARD_TIER = 1000;

/** What may be meant as it is, and is likely a mistake: previews and updates show it, and go on. */
export function warningsOf(config: StackConfig): Problem[] {
  return [...unknownTypes(config), ...manyServers(config), ...elsewhere(config)];
}

/** Types and classes that the list of AWS's does not have. */
function unknownTypes({ cluster, databases, fileGateways }: StackConfig): Problem[] {
  const capacity = Object.entries(cluster.capacity).flatMap(([name, { instanceTypes }]) =>
    instanceTypes.map((type, index) => ({
      type,
      path: ["cluster", "capacity", name, "instanceTypes", index],
    })),
  );
  const appliances = fileGateways.flatMap(({ host, ec2 }, index) =>
    host === "ec2"
      ? [{ type: ec2.instanceType, path: ["fileGateways", index, "ec2", "instanceType"] }]
      : [],
  );
  const classes = databases.map(({ instanceClass }, index) => ({
    type: instanceClass,
    path: ["databases", index, "instanceClass"],
  }));
  const says = (what: string): string =>
    `${what} that the project's list has (config/data/instanceTypes.json); AWS may have it by now, or it is misspelt`;
  return [
    ...[...capacity, ...appliances]
      .filter(({ type }) => !ec2Types.has(type))
      .map(({ type, path }) => ({ path, text: says(`"${type}" is no instance type`) })),
    ...classes
      .filter(({ type }) => !databaseClasses.has(type))
      .map(({ type, path }) => ({ path, text: says(`"${type}" is no DB instance class`) })),
  ];
}

function manyServers({ fleet, onPremises }: StackConfig): Problem[] {
  if (fleet?.tier === "advanced") return [];
  const servers = onPremises.sites.reduce((sum, site) => sum + site.servers.length, 0);
  const text = `have ${servers} servers; past ${STANDARD_TIER} in an account and Region, Systems Manager needs its advanced tier (landbridge:fleet.tier, or aws ssm update-service-setting --setting-id /ssm/managed-instance/activation-tier --setting-value advanced), which is paid for`;
  return servers > STANDARD_TIER ? [{ path: ["onPremises", "sites"], text }] : [];
}

/** Secrets and keys of services and jobs in another Region, or in another account than the most of them. */
function elsewhere({ region, services, jobs }: StackConfig): Problem[] {
  const all = [
    ...services.map((service, index) => ({ ...service, path: ["services", index] })),
    ...jobs.map((job, index) => ({ ...job, path: ["jobs", index] })),
  ];
  const arns = all.flatMap(({ path, secretsKmsKeyArns, sidecars = [], ...own }) => {
    const containers = [
      { ...own, at: path },
      ...sidecars.map((each, i) => ({ ...each, at: [...path, "sidecars", i] })),
    ];
    return [
      ...containers.flatMap(({ secrets, repositoryCredentials, at }) => [
        ...Object.entries(secrets).map(([name, arn]) => ({ path: [...at, "secrets", name], arn })),
        ...(repositoryCredentials === undefined
          ? []
          : [{ path: [...at, "repositoryCredentials"], arn: repositoryCredentials }]),
      ]),
      ...secretsKmsKeyArns.map((arn, i) => ({ path: [...path, "secretsKmsKeyArns", i], arn })),
    ];
  });
  const accounts = new Map<string, number>();
  for (const { arn } of arns) {
    const [, , , , account = ""] = arn.split(":");
    accounts.set(account, (accounts.get(account) ?? 0) + 1);
  }
  const [usual] = [...accounts].sort(([, one], [, other]) => other - one)[0] ?? [];
  return arns.flatMap(({ path, arn }) => {
    const [, , , home, account] = arn.split(":");
    const abroad = `"${arn}" is in ${home ?? ""}, and the stack in ${region}: tasks need both Regions to start`;
    const foreign = `"${arn}" is in account ${account ?? ""}, and most others in ${usual ?? ""}: its policy has to admit the service's role`;
    return [
      ...(home === region ? [] : [{ path, text: abroad }]),
      ...(account === usual ? [] : [{ path, text: foreign }]),
    ];
  });
}
