import {
  DescribeConnectionsCommand,
  DescribeLagsCommand,
  DirectConnectClient,
} from "@aws-sdk/client-direct-connect";
import type { StackConfig } from "../../config/settled";
import { check, failed, ok, warning, type Judgement } from "../check";

/** State and location of connections and link aggregation groups, by their IDs. */
export type LinkStates = Readonly<
  Record<string, { readonly state: string; readonly location: string }>
>;

type DirectConnect = NonNullable<NonNullable<StackConfig["connectivity"]>["directConnect"]>;

/** Links over connections that are there already: the others are ordered by the stack. */
function existing(config: StackConfig): DirectConnect["links"][number][] {
  const { connectivity } = config;
  if (!connectivity?.directConnect || connectivity.mode === "vpn") return [];
  return connectivity.directConnect.links.filter(({ connectionId }) => connectionId !== undefined);
}

/** Whether the connection of a link is as far as the config says. */
function judgeLink(
  states: LinkStates,
  link: Pick<DirectConnect["links"][number], "name" | "connectionId" | "location" | "crossConnect">,
): Judgement {
  const { name, connectionId = "", location, crossConnect } = link;
  const found = states[connectionId];
  const which = `link ${name}: ${connectionId}`;
  const key = `landbridge:connectivity.directConnect.links (${name})`;
  if (!found) {
    return failed(
      `${which} is not in this account and Region`,
      `${key}: correct connectionId, or accept the hosted connection`,
    );
  }
  if (found.location !== location) {
    return warning(
      `${which} is in ${found.location}, the config says ${location}`,
      `${key}: correct location`,
    );
  }
  if (found.state === "available") return ok(`${which} is available in ${location}`);
  if (crossConnect !== "up") {
    return warning(
      `${which} is ${found.state}`,
      "nothing yet: no virtual interface is made before it is up",
    );
  }
  return failed(
    `${which} is ${found.state}; a virtual interface needs an available one`,
    `ask the location for the cross-connect; ${key}: crossConnect: ordered until then`,
  );
}

export const directConnect = check<LinkStates>({
  name: "Direct Connect",
  actions: ["directconnect:DescribeConnections", "directconnect:DescribeLags"],
  applies: (config) => config.parts.network && existing(config).length > 0,
  async ask({ account, config }) {
    const client = account.client(DirectConnectClient);
    const isLag = (id: string | undefined) => id?.startsWith("dxlag-") ?? false;
    const wanted = existing(config).map(({ connectionId }) => connectionId);
    const { connections = [] } = wanted.every(isLag)
      ? {}
      : await client.send(new DescribeConnectionsCommand({}));
    const { lags = [] } = wanted.some(isLag) ? await client.send(new DescribeLagsCommand({})) : {};
    return Object.fromEntries([
      ...connections.map(({ connectionId = "", connectionState: state = "", location = "" }) => [
        connectionId,
        { state, location },
      ]),
      ...lags.map(({ lagId = "", lagState: state = "", location = "" }) => [
        lagId,
        { state, location },
      ]),
    ]) as LinkStates;
  },
  judge: (states, { config }) => existing(config).map((link) => judgeLink(states, link)),
});
