import * as pulumi from "@pulumi/pulumi";
import * as ecr from "@pulumi/aws/ecr";

type Inputs = Readonly<Record<string, unknown>>;

/** A lifecycle rule as awsx takes it. */
interface Rule {
  readonly description?: string;
  readonly tagStatus: string;
  readonly tagPrefixList?: string[];
  readonly maximumAgeLimit?: number;
  readonly maximumNumberOfImages?: number;
}

/** What awsx makes of `awsx.ecr.Repository`: the same children by the same names. */
export class Repository extends pulumi.ComponentResource {
  readonly outputs: Record<string, unknown>;

  constructor(name: string, inputs: Inputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ecr:Repository", name, {}, opts);
    const { lifecyclePolicy, ...args } = inputs;
    const childName = name.toLowerCase();
    const repository = new ecr.Repository(childName, args, { parent: this });
    const { skip, rules } = (lifecyclePolicy ?? {}) as { skip?: boolean; rules?: Rule[] };
    this.outputs = { repository, url: repository.repositoryUrl };
    if (!skip) {
      this.outputs["lifecyclePolicy"] = new ecr.LifecyclePolicy(
        childName,
        { repository: repository.name, policy: document(rules ?? [expireUntagged]) },
        { parent: this },
      );
    }
    this.registerOutputs(this.outputs);
  }
}

const expireUntagged: Rule = {
  description: "remove untagged images",
  tagStatus: "untagged",
  maximumNumberOfImages: 1,
};

/** A rule about any image comes last, as ECR demands. */
function document(rules: readonly Rule[]): string {
  const any = rules.filter(({ tagStatus }) => tagStatus === "any");
  if (any.length > 1) throw new Error('At most one [selection: "any"] rule can be provided.');
  const ordered = [...rules.filter((rule) => !any.includes(rule)), ...any];
  return JSON.stringify({
    rules: ordered.map((rule, index) => ({
      rulePriority: index + 1,
      description: rule.description,
      selection: { tagStatus: rule.tagStatus, tagPrefixList: rule.tagPrefixList, ...count(rule) },
      action: { type: "expire" },
    })),
  });
}

function count({ maximumAgeLimit, maximumNumberOfImages }: Rule) {
  return maximumNumberOfImages === undefined
    ? { countType: "sinceImagePushed", countUnit: "days", countNumber: maximumAgeLimit }
    : { countType: "imageCountMoreThan", countNumber: maximumNumberOfImages };
}
