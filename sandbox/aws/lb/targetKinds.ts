import { AwsError } from "../../provider/cloud";
import type { Props } from "../../provider/store";
import { blocks, isUnset, show } from "../../provider/values";

const invalid = (message: string) => new AwsError("InvalidConfigurationRequest", message);

/** Whether target groups of a protocol are a network load balancer's. */
export function isOfConnections(protocol: unknown): boolean {
  return protocol === "TCP" || protocol === "TLS";
}

/** Attributes and health checks of one kind of target group that the other has not. */
export function optionsOfKind(inputs: Props): void {
  const { protocol } = inputs;
  const isNetwork = isOfConnections(protocol);
  const foreign = isNetwork
    ? (["loadBalancingAlgorithmType", "protocolVersion", "slowStart"] as const)
    : (["connectionTermination", "proxyProtocolV2", "preserveClientIp"] as const);
  for (const key of foreign) {
    const value = inputs[key];
    if (isUnset(value) || value === 0 || value === false) continue;
    throw invalid(`${key} is not supported with a target group with protocol '${show(protocol)}'`);
  }
  for (const { protocol: check, path, matcher } of blocks(inputs["healthCheck"])) {
    if (check === "TCP" && !isNetwork) {
      throw invalid(`Health checks by TCP are not supported with protocol '${show(protocol)}'`);
    }
    if (check === "TCP" && !(isUnset(path) && isUnset(matcher))) {
      throw invalid("Health checks by TCP have no path and no matcher");
    }
  }
  for (const { type } of blocks(inputs["stickiness"])) {
    if (isNetwork === (type === "source_ip")) continue;
    throw invalid(
      `Stickiness type '${show(type)}' is not supported with target groups with protocol '${show(protocol)}'`,
    );
  }
}
