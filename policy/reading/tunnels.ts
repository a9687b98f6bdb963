import type { Properties } from "../known";

/** What is weak about a tunnel. */
export interface TunnelProblem {
  readonly property: string;
  readonly problem: string;
  readonly wanted: string;
}

/** What a tunnel may take: lists that may hold these values and no others. */
const strong: Readonly<Record<string, readonly string[]>> = {
  IkeVersions: ["ikev2"],
  Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase1IntegrityAlgorithms: ["SHA2-256", "SHA2-384", "SHA2-512"],
  Phase2IntegrityAlgorithms: ["SHA2-256", "SHA2-384", "SHA2-512"],
  // 22 to 24 have higher numbers and weaker mathematics: RFC 8247.
  Phase1DhGroupNumbers: ["19", "20", "21"],
  Phase2DhGroupNumbers: ["19", "20", "21"],
};

/** Everything that is weak about a VPN connection's two tunnels; what is unset is AWS's old default. */
export function tunnelProblems(connection: Properties): TunnelProblem[] {
  return ["tunnel1", "tunnel2"].flatMap((tunnel) => [
    ...Object.entries(strong).flatMap(([option, values]) =>
      weakList(connection, `${tunnel}${option}`, values),
    ),
    ...deadPeers(connection, `${tunnel}DpdTimeoutAction`),
    ...logs(connection, `${tunnel}LogOptions`),
  ]);
}

function weakList(
  connection: Properties,
  property: string,
  values: readonly string[],
): TunnelProblem[] {
  const wanted = `${values.join(", ")} and nothing else`;
  if (!connection.isSet(property)) {
    return [{ property, problem: `leaves ${property} to AWS, which admits weak ones`, wanted }];
  }
  const weak = connection.scalars(property).filter((value) => !values.includes(value));
  return weak.length === 0
    ? []
    : [{ property, problem: `takes ${weak.join(", ")} in ${property}`, wanted }];
}

function deadPeers(connection: Properties, property: string): TunnelProblem[] {
  return connection.string(property) === "none"
    ? [{ property, problem: "does nothing when its peer is dead", wanted: "restart" }]
    : [];
}

function logs(connection: Properties, property: string): TunnelProblem[] {
  const options = connection.object(property)?.object("cloudwatchLogOptions");
  if (connection.isUnknown(property) || options?.boolean("logEnabled") === true) return [];
  return [
    {
      property: `${property}.cloudwatchLogOptions.logEnabled`,
      problem: "does not log what its tunnels negotiate",
      wanted: "true, with logGroupArn",
    },
  ];
}
