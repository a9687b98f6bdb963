import type { ConfigRule } from "../../rule";
import { eachContainer, runsInCloud } from "./each";

/** Registries on the internet. One of the company's own may be in the data centre, and stays out of this. */
const PUBLIC_REGISTRIES: Readonly<Record<string, string>> = {
  "public.ecr.aws": "ECR Public",
  "docker.io": "Docker Hub",
  "registry-1.docker.io": "Docker Hub",
  "ghcr.io": "GitHub's registry",
  "quay.io": "Quay",
  "registry.k8s.io": "the Kubernetes registry",
  "mcr.microsoft.com": "Microsoft's registry",
};

/**
 * Neither has a VPC endpoint, and the first pull through ECR's cache needs a way out as well:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-vpc-endpoint-considerations
 */
export const imagesReachable: ConfigRule = {
  summary:
    "With `natGateways: none`, the image of a service in AWS comes from the stack's repositories or from another private registry: ECR Public, Docker Hub and its cache have no VPC endpoint.",
  check: eachContainer(({ image, imageFrom }, service, { network }) => {
    if (network?.natGateways !== "none" || !runsInCloud(service) || image === undefined) {
      return [];
    }
    const remedy =
      "push the image into a repository of landbridge:registry (imageFrom: repository), or have NAT gateways";
    if (imageFrom === "docker-hub-cache") {
      const text = `"${imageFrom}" pulls from Docker Hub at first, and landbridge:network.natGateways none leaves no way there; ${remedy}`;
      return [{ at: ["imageFrom"], text }];
    }
    const registry = imageFrom === "reference" ? publicRegistry(image) : undefined;
    const text = `"${image}" is in ${registry}, which has no VPC endpoint, and landbridge:network.natGateways none leaves no other way there; ${remedy}`;
    return registry === undefined ? [] : [{ at: ["image"], text }];
  }),
};

/** The public registry that an image is pulled from; a name without a host is Docker Hub's. */
function publicRegistry(image: string): string | undefined {
  const [host = "", ...rest] = image.split("/");
  const hasHost = rest.length > 0 && (/[.:]/.test(host) || host === "localhost");
  return hasHost ? PUBLIC_REGISTRIES[host] : PUBLIC_REGISTRIES["docker.io"];
}
