/**
 * The network of Docker's default bridge: what a container host sends there never leaves it.
 * https://docs.docker.com/engine/network/drivers/bridge/#use-the-default-bridge-network
 */
export const DOCKER_BRIDGE = {
  block: "172.17.0.0/16",
  by: "Docker's bridge takes on every container host",
} as const;
