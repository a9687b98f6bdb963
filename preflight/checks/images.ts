import {
  BatchGetImageCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
} from "@aws-sdk/client-ecr";
import { containersOf } from "../../components/ecs/service/container";
import type { StackConfig } from "../../config/settled";
import type { Account } from "../account";
import { check, failed, ok, unchecked, warning, type Judgement } from "../check";

type Service = StackConfig["tasks"][number];

/** A place where tasks run, and its processors. */
interface Needed {
  readonly place: string;
  readonly platform: string;
}

/** An image in ECR, as far as it was found. */
export interface ImageFacts {
  readonly service: string;
  readonly image: string;
  readonly repository: string;
  /** `arm64`, `amd64`, ...; undefined where there is no such image. */
  readonly architectures: readonly string[] | undefined;
  readonly repositoryExists: boolean;
  /** Tasks that would pull it. */
  readonly tasks: number;
  /** What the service's capacity class and site run, in the images' words. */
  readonly needed: readonly Needed[];
}

/** Architectures as images say them. https://github.com/opencontainers/image-spec/blob/main/image-index.md */
const PLATFORM = { arm64: "arm64", x86_64: "amd64" } as const;

const FIRST_RUN = "push it before its service is made: npm run first-run, docs/deploying.md";

/** Whether an image is there for the processors that are to run it. */
function judgeImage(facts: ImageFacts): Judgement {
  const { service, image, repository, architectures, repositoryExists, tasks, needed } = facts;
  const which = `service ${service}: ${image}`;
  if (architectures === undefined) {
    const found = `${which} is not in ${repository}${repositoryExists ? "" : ", which is not there either"}`;
    return tasks > 0
      ? failed(found, FIRST_RUN)
      : warning(`${found}; no task asks for it yet`, FIRST_RUN);
  }
  const lacking = needed.find(({ platform }) => !architectures.includes(platform));
  if (lacking !== undefined) {
    const platforms = [...new Set(needed.map(({ platform }) => `linux/${platform}`))];
    return failed(
      `${which} is for ${architectures.join(", ")}, its ${lacking.place} is ${lacking.platform}`,
      `docker buildx build --platform ${platforms.join(",")} ... and push it, or run it elsewhere`,
    );
  }
  return ok(`${which} (${architectures.join(", ")})`);
}

const MEDIA_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

interface Manifest {
  readonly manifests?: readonly { readonly platform?: { readonly architecture?: string } }[];
  readonly config?: { readonly digest?: string };
}

async function find(
  account: Account,
  repository: string,
  image: string,
): Promise<Pick<ImageFacts, "architectures" | "repositoryExists">> {
  const [, digest] = image.split("@");
  const tag = image.split(":").at(-1);
  const client = account.client(ECRClient);
  const asked = { repositoryName: repository };
  try {
    const { images = [] } = await client.send(
      new BatchGetImageCommand({
        ...asked,
        imageIds: [digest === undefined ? { imageTag: tag } : { imageDigest: digest }],
        acceptedMediaTypes: MEDIA_TYPES,
      }),
    );
    const [first] = images;
    if (!first) return { repositoryExists: true, architectures: undefined };
    const manifest = JSON.parse(first.imageManifest ?? "{}") as Manifest;
    if (manifest.manifests) {
      const found = manifest.manifests.flatMap(({ platform }) => platform?.architecture ?? []);
      // Attestations are entries as well, of no platform: "unknown".
      return { repositoryExists: true, architectures: found.filter((each) => each !== "unknown") };
    }
    const { downloadUrl = "" } = await client.send(
      new GetDownloadUrlForLayerCommand({ ...asked, layerDigest: manifest.config?.digest }),
    );
    const { architecture = "unknown" } = (await account.surroundings.download(downloadUrl)) as {
      architecture?: string;
    };
    return { repositoryExists: true, architectures: [architecture] };
  } catch (error) {
    if (!(error instanceof Error && error.name === "RepositoryNotFoundException")) throw error;
    return { repositoryExists: false, architectures: undefined };
  }
}

/** A container of a service or a job, as far as its image goes. */
interface Container {
  readonly service: Service;
  readonly image: string;
  readonly imageFrom: Service["imageFrom"];
}

function containers({ tasks }: StackConfig): Container[] {
  return tasks.flatMap((service) =>
    containersOf(service).map(({ image, imageFrom }) => ({ service, image, imageFrom })),
  );
}

/** Images of the stack's own repositories, by the services that need them. */
export function fromRepositories(config: StackConfig): Container[] {
  return containers(config).filter(({ imageFrom }) => imageFrom === "repository");
}

/** The processors of the places that a service runs at. */
export function neededBy(service: Service, { cluster, onPremises }: StackConfig): Needed[] {
  const { placement, capacityClass = cluster.defaultCapacityClass } = service;
  const ofClass = placement === "on-prem" ? undefined : cluster.capacity[capacityClass];
  const site = onPremises.sites.find(({ name }) => name === service.site);
  const ofSite = placement === "cloud" ? undefined : site;
  return [
    ...(ofClass ? [{ place: "capacity class", platform: PLATFORM[ofClass.architecture] }] : []),
    ...(ofSite ? [{ place: "site", platform: PLATFORM[ofSite.architecture] }] : []),
  ];
}

function tasksOf({ placement, replicas }: Service): number {
  const { cloud, onPrem } = replicas;
  return placement === "cloud" ? cloud : placement === "on-prem" ? onPrem : cloud + onPrem;
}

export const images = check<readonly ImageFacts[]>({
  name: "Images",
  actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  applies: (config) => fromRepositories(config).length > 0,
  ask: ({ account, config }) =>
    Promise.all(
      fromRepositories(config).map(async ({ service, image }) => {
        const { name } = service;
        const repository = `${config.registry.imagePrefix}/${image.split(/[:@]/)[0] ?? ""}`;
        const found = await find(account, repository, image);
        const needed = neededBy(service, config);
        return { service: name, image, repository, tasks: tasksOf(service), needed, ...found };
      }),
    ),
  judge: (facts) => facts.map(judgeImage),
});

function fromElsewhere(config: StackConfig): string[] {
  const others = containers(config).filter(({ imageFrom }) => imageFrom !== "repository");
  return [...new Set(others.map(({ image }) => image))];
}

/** Images of other registries, which the account knows nothing of. */
export const otherImages = check<readonly string[]>({
  name: "Images",
  actions: [],
  applies: (config) => fromElsewhere(config).length > 0,
  ask: ({ config }) => Promise.resolve(fromElsewhere(config)),
  judge: (names) => [
    unchecked(
      `of other registries: ${names.join(", ")}`,
      "docker buildx imagetools inspect <image>: is it there, for the processors of the capacity class and of the site?",
    ),
  ],
});
