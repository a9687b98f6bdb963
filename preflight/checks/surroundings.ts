import { check, failed, ok, unchecked, warning, type Judgement } from "../check";

/** An appliance in the data centre, and whether it answers from here. */
export interface ApplianceFacts {
  readonly gateway: string;
  readonly address: string;
  readonly answers: boolean;
  /** Whether the config has a key, so that Pulumi needn't ask the appliance for one. */
  readonly hasKey: boolean;
}

/** The port on which an appliance that is not activated gives its key. */
// https://docs.aws.amazon.com/filegateway/latest/files3/get-activation-key.html
const ACTIVATION_PORT = 80;

function judgeAppliance({ gateway, address, answers, hasKey }: ApplianceFacts): Judgement {
  const which = `gateway ${gateway}: ${address}:${ACTIVATION_PORT}`;
  if (answers) return ok(`${which} answers`);
  return hasKey
    ? warning(
        `${which} does not answer from here; config has its activation key`,
        "nothing, within half an hour of the key",
      )
    : failed(
        `${which} does not answer from here`,
        "start the appliance, run this where it can be reached, or give activationKey; an activated one closes the port: then nothing",
      );
}

export const appliances = check<readonly ApplianceFacts[]>({
  name: "File gateways",
  actions: [],
  applies: ({ fileGateways }) => fileGateways.some(({ appliance }) => appliance !== undefined),
  ask: ({ account, config }) =>
    Promise.all(
      config.fileGateways.flatMap(({ name, appliance }) =>
        appliance === undefined
          ? []
          : [
              account.surroundings.connect(appliance.address, ACTIVATION_PORT).then((answers) => ({
                gateway: name,
                address: appliance.address,
                answers,
                hasKey: appliance.activationKey !== undefined,
              })),
            ],
      ),
    ),
  judge: (facts) => facts.map(judgeAppliance),
});

/** Where Pulumi's state is. */
export interface StateFacts {
  readonly url: string | undefined;
  /** Region of its bucket, for one in S3. */
  readonly region?: string | undefined;
}

/** Whether the state outlives what it describes: failing over reads it. */
function judgeState({ url, region }: StateFacts, failing: string | undefined): Judgement {
  const move = "pulumi stack export, pulumi login <another backend>, pulumi stack import";
  if (url === undefined) return unchecked("nobody is logged in to a backend", "pulumi login");
  if (url.startsWith("file:")) {
    return warning(
      `the state is on this machine alone: ${url}`,
      "pulumi login, or pulumi login s3://...",
    );
  }
  if (!url.startsWith("s3:"))
    return ok(`the state is at ${url}, outside of AWS's Regions of yours`);
  if (failing === undefined) return ok(`the state is at ${url}`);
  if (region === undefined) {
    return unchecked(`the Region of ${url} is not known`, `it must not be ${failing}`);
  }
  return region === failing
    ? failed(`the state is at ${url} in ${region}, the Region whose failure it is needed for`, move)
    : ok(`the state is at ${url} in ${region}, outside of ${failing}`);
}

export const state = check<StateFacts>({
  name: "Pulumi's state",
  actions: [],
  async ask({ account: { surroundings } }) {
    const url = await surroundings.backend();
    if (url === undefined || !url.startsWith("s3:")) return { url };
    const { hostname, searchParams } = new URL(url);
    return {
      url,
      region: searchParams.get("region") ?? (await surroundings.bucketRegion(hostname)),
    };
  },
  judge: (facts, { config, primaryRegion }) => [
    judgeState(facts, config.recovery && (primaryRegion ?? config.region)),
  ],
});
