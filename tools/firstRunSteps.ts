import type { StackConfig } from "../config/settled";
import { fromRepositories, neededBy } from "../preflight/checks/images";
import { namedSecrets, type Named } from "../preflight/named";

/** A stack's file without its services, and the jobs that reach them; everything else stays as it is, byte for byte. */
export function withoutServices(text: string): string {
  return without("jobs", without("services", text));
}

function without(section: string, text: string): string {
  const lines = text.split("\n");
  const key = new RegExp(`^ +landbridge:${section}:`);
  const first = lines.findIndex((line) => key.test(line));
  if (first < 0) return text;
  const indent = lines[first]?.search(/\S/) ?? 0;
  const next = lines.findIndex(
    (line, i) => i > first && line.search(/[^\s]/) >= 0 && line.search(/[^\s]/) <= indent,
  );
  return [...lines.slice(0, first), ...(next < 0 ? [""] : lines.slice(next))].join("\n");
}

/** What services need before the update that makes them. */
export interface Needed {
  /** Images to push into the stack's own repositories. */
  readonly images: readonly {
    readonly service: string;
    /** Repository and tag, without the registry's host. */
    readonly image: string;
    /** What it has to be built for, such as `linux/arm64`. */
    readonly platforms: readonly string[];
  }[];
  /** Secrets and parameters that must be there. */
  readonly secrets: readonly Named[];
}

export function neededByServices(config: StackConfig): Needed {
  const images = fromRepositories(config).map(({ service, image }) => {
    const platforms = neededBy(service, config).map(({ platform }) => `linux/${platform}`);
    return {
      service: service.name,
      image: `${config.registry.imagePrefix}/${image}`,
      platforms: [...new Set(platforms)],
    };
  });
  return { images, secrets: namedSecrets(config) };
}

/** The same as commands. */
export function beforeServices(
  config: StackConfig,
  needed: Needed,
  policyConfig: string,
): string[] {
  const { stack } = config;
  const pushes = needed.images.map(
    ({ image, platforms }) =>
      `docker buildx build --platform ${platforms.join(",")} --tag $REGISTRY/${image} --push .`,
  );
  const login = [
    "REGISTRY=$(aws sts get-caller-identity --query Account --output text).dkr.ecr." +
      `${config.region}.amazonaws.com${config.region.startsWith("cn-") ? ".cn" : ""}`,
    `aws ecr get-login-password --region ${config.region} | docker login --username AWS --password-stdin $REGISTRY`,
  ];
  return [
    "# 1. Images, each in the folder of its Dockerfile:",
    ...(pushes.length > 0 ? [...login, ...pushes] : ["# none of the stack's own repositories"]),
    "# 2. What services read, which must exist by these ARNs:",
    ...needed.secrets.map(({ arn, by }) => `#    ${arn} (${by})`),
    "# 3. Both are there when this says so:",
    `npm run preflight -- ${stack}`,
    "# 4. The services:",
    `pulumi up --stack ${stack} --policy-pack policy --policy-pack-config ${policyConfig}`,
  ];
}
