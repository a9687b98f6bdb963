import { text, uniqueList } from "../schema/leaves";

const file = text((value) => {
  if (!/\.ya?ml$/.test(value)) return "is no file of YAML (.yaml or .yml)";
  const leavesProject = value.startsWith("/") || value.split(/[/\\]/).includes("..");
  return leavesProject ? "is outside the project: give a path beside Pulumi.yaml" : undefined;
}).meta({
  description: "Path of a file, from the folder of Pulumi.yaml.",
  allowed: "relative path of a .yaml file inside the project",
  examples: ["services/orders.yaml"],
});

export const serviceFilesSchema = uniqueList(file).default([]).meta({
  description:
    "Files with more services, each a list as under `landbridge:services`, whose services they follow in this order: one file for each team, and no limit of 128 KiB, which the stack's own file has.",
});
