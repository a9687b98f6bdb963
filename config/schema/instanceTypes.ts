import data from "../data/instanceTypes.json";

/** Instance types that EC2 has, as of the SDK that the list is from. */
export const ec2Types: ReadonlySet<string> = new Set(
  Object.entries(data.ec2).flatMap(([family, sizes]) =>
    sizes.split(" ").map((size) => `${family}.${size}`),
  ),
);

const databaseFamilies = new Set(data.rds.split(" "));

/** Classes of DB instances: RDS's families, in the sizes that EC2 has of them. */
export const databaseClasses: ReadonlySet<string> = new Set(
  [...ec2Types].flatMap((type) =>
    databaseFamilies.has(type.split(".")[0] ?? "") ? [`db.${type}`] : [],
  ),
);
