import { _InstanceType } from "@aws-sdk/client-ec2";
import { version } from "@aws-sdk/client-ec2/package.json";

/**
 * Families that RDS for PostgreSQL has classes of: what cfn-lint has of AWS's price list, of all Regions, in
 * data/schemas/extensions/aws_rds_dbinstance/db_instance_class.json.
 */
const DATABASE_FAMILIES =
  "c6gd m5 m5d m6g m6gd m6i m6id m6idn m6in m7g m7i m8a m8g m8gd m8i r4 r5 r5b r5d r6g r6gd r6i r6id r6idn r6in r7g r7i r8a r8g r8gd r8i t2 t3 t4g x1 x2g x2iedn z1d";

/**
 * config/data/instanceTypes.json: sizes of EC2's families, from the list in AWS's own SDK, and RDS's families. A type
 * that is not there is a warning, never an error: AWS has new ones every month.
 */
export function instanceTypesData(): string {
  const families = new Map<string, string[]>();
  for (const type of Object.values(_InstanceType)) {
    const [family = "", size = ""] = type.split(".");
    families.set(family, [...(families.get(family) ?? []), size]);
  }
  const sizes = [...families].sort(([one], [other]) => (one < other ? -1 : 1));
  const data = {
    sources: {
      ec2: `enum InstanceType of @aws-sdk/client-ec2 ${version}`,
      rds: "classes of postgres in cfn-lint 1.51.0, 2026-11-26",
    },
    ec2: Object.fromEntries(sizes.map(([family, list]) => [family, list.sort().join(" ")])),
    rds: DATABASE_FAMILIES,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
