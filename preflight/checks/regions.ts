import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { check, failed, ok, type Judgement } from "../check";

/** Each Region that the account may have, and whether it has it: `opted-in`, `opt-in-not-required`, ... */
export type RegionStatus = Readonly<Record<string, string>>;

/** Whether the Regions of the stack are switched on. */
function judgeRegions(status: RegionStatus, wanted: readonly string[]): Judgement[] {
  return [...new Set(wanted)].map((region) => {
    const found = status[region];
    if (found === "opt-in-not-required" || found === "opted-in") return ok(`${region} is enabled`);
    if (found === undefined)
      return failed(`the account has no Region ${region}`, "correct aws:region");
    return failed(
      `${region} is not enabled (${found})`,
      `aws account enable-region --region-name ${region}, and wait until it is`,
    );
  });
}

/** A Region of the same partition that no account has to switch on: a Region that is off answers nobody. */
function homeRegion(region: string): string {
  if (region.startsWith("cn-")) return "cn-north-1";
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  if (region.startsWith("eusc-")) return "eusc-de-east-1";
  return "us-east-1";
}

export const regions = check<RegionStatus>({
  name: "Regions",
  actions: ["ec2:DescribeRegions"],
  async ask({ account }) {
    const ec2 = account.client(EC2Client, homeRegion(account.region));
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    return Object.fromEntries(
      Regions.map(({ RegionName = "", OptInStatus = "" }) => [RegionName, OptInStatus]),
    );
  },
  judge: (status, { config }) =>
    judgeRegions(status, [config.region, ...(config.recovery ? [config.recovery.region] : [])]),
});
