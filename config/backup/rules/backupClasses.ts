import { show } from "../../phrases";
import type { ConfigRule } from "../../rule";

export const backupClasses: ConfigRule = {
  summary:
    "`landbridge:backup.restoreTesting.class` and the keys of `landbridge:backup.virtualMachineArns` are classes of `landbridge:backup.plans`.",
  check: ({ backup }) => {
    const classes = Object.keys(backup?.plans ?? {});
    const named = [
      { path: ["backup", "restoreTesting", "class"], value: backup?.restoreTesting?.class },
      ...Object.keys(backup?.virtualMachineArns ?? {}).map((value) => ({
        path: ["backup", "virtualMachineArns", value],
        value,
      })),
    ];
    return named.flatMap(({ path, value }) =>
      value === undefined || classes.length === 0 || classes.includes(value)
        ? []
        : [
            {
              path,
              text: `${show(value)} is not one of the classes of landbridge:backup.plans (${classes.join(", ")})`,
            },
          ],
    );
  },
};
