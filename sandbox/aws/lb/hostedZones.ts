import { hex } from "../../provider/values";

/** Hosted zones of Elastic Load Balancing, by Region, as AWS documents them. */
// https://docs.aws.amazon.com/general/latest/gr/elb.html
const zones: Readonly<Record<string, string>> = {
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-west-2": "Z1H1FL5HABSF5",
};

/** Network load balancers have their names in others. */
const networkZones: Readonly<Record<string, string>> = {
  "eu-central-1": "Z3F0SRJ5LGBH90",
  "eu-west-1": "Z2IFOLAFXWLO4F",
  "eu-west-2": "ZD4D7Y8KGAS4G",
  "us-east-1": "Z26RNL4JYFTOTI",
  "us-west-2": "Z18D5FSROUN65G",
};

export function hostedZoneOf(region: string, kind = "application"): string {
  return kind === "network"
    ? (networkZones[region] ?? `Z${hex(`nlb ${region}`, 13).toUpperCase()}`)
    : (zones[region] ?? `Z${hex(`elb ${region}`, 13).toUpperCase()}`);
}
