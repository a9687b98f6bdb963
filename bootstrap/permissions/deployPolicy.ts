import type { PolicyStatement } from "@pulumi/aws/iam";
import { deployActions, type Actions } from "./actions";
import { notOtherStacks } from "./otherStacks";
import { roleStatements, type Under } from "./roleStatements";
import { OWN_PATH, type Condition, type Deployed } from "./deployed";

/**
 * Where global services answer, IAM and Route 53 among them, by partition.
 *
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html and .../r53.html
 */
const globalRegions: Readonly<Record<string, readonly string[]>> = {
  aws: ["us-east-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-west-1"],
};

/** The stack's Regions, and those where global services are: calls to others are none of it. */
function inRegions({ regions, partition }: Pick<Deployed, "regions" | "partition">): Condition {
  const all = [...new Set([...regions, ...(globalRegions[partition] ?? [])])];
  return { StringEquals: { "aws:RequestedRegion": all } };
}

/** Use of a key, which a role has only through a service: never to encrypt or decrypt by itself. */
const keyUse = /^kms:(Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

const all = (kind: keyof Actions): string[] => [
  ...new Set(Object.values(deployActions.types).flatMap((each) => each[kind])),
];

/** What reading the program's resources takes: previews, refreshes, and what its functions ask. */
export function readActions(): string[] {
  const asked = Object.values(deployActions.functions).flat();
  // Who is asking: the provider's first call.
  return [...new Set([...all("read"), ...asked, "sts:GetCallerIdentity"])].sort();
}

/** What changes the program's resources, apart from IAM and the use of keys. */
function writeActions(): string[] {
  return all("write")
    .filter(
      (action) =>
        !action.startsWith("iam:") && !keyUse.test(action) && action !== "kms:CreateGrant",
    )
    .sort();
}

/** What reads what others must not see: only of the stack itself, by its tag. */
const secret = /^(secretsmanager:GetSecretValue|ssm:GetParameters?)$/;

/** Reading, for whoever previews. */
export function readStatements(deployed: Omit<Deployed, "boundaryArn">): PolicyStatement[] {
  const { stack, follows, partition } = deployed;
  const stacks = follows === undefined ? [stack] : [stack, follows];
  const actions = readActions();
  return [
    {
      Sid: "Read",
      Effect: "Allow",
      Action: actions.filter((each) => !secret.test(each)),
      Resource: "*",
      Condition: inRegions(deployed),
    },
    {
      Sid: "ReadSecretsOfTheStack",
      Effect: "Allow",
      Action: actions.filter((each) => secret.test(each)),
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/landbridge:stack": stacks } },
    },
    {
      Sid: "ReadParametersOfAws",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters"],
      Resource: `arn:${partition}:ssm:*::parameter/aws/service/*`,
    },
    {
      Sid: "DecryptForServices",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringLike: { "kms:ViaService": ["secretsmanager.*", "ssm.*"] } },
    },
  ];
}

/**
 * Changing, for whoever deploys.
 *
 * @param when Conditions that all of it is under.
 */
export function writeStatements(deployed: Deployed, when: Condition = {}): PolicyStatement[] {
  const under = (condition: Condition): Pick<PolicyStatement, "Condition"> => {
    const merged = joined(when, condition);
    return Object.keys(merged).length > 0 ? { Condition: merged } : {};
  };
  return [
    {
      Sid: "Change",
      Effect: "Allow",
      Action: writeActions(),
      Resource: "*",
      ...under(inRegions(deployed)),
    },
    ...keyStatements(under),
    ...roleStatements(deployed, under),
    ...limits(deployed),
  ] as PolicyStatement[];
}

/** Both conditions at once; an operator may stand in both. */
function joined(one: Condition, other: Condition): Condition {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(operators.map((each) => [each, { ...one[each], ...other[each] }]));
}

function keyStatements(under: Under): PolicyStatement[] {
  return [
    {
      Sid: "UseKeysByServices",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      ...under({ Null: { "kms:ViaService": "false" } }),
    },
    {
      Sid: "GrantKeysToServices",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: "*",
      ...under({ Bool: { "kms:GrantIsForAWSResource": "true" } }),
    },
  ];
}

/** What stays out of reach, whatever else allows it. */
function limits({ stack, follows, partition, accountId }: Deployed): PolicyStatement[] {
  const iam = `arn:${partition}:iam::${accountId}`;
  const stacks = follows === undefined ? [stack] : [stack, follows];
  return [
    {
      Sid: "NotTheBootstrap",
      Effect: "Deny",
      Action: "iam:*",
      Resource: [`${iam}:role${OWN_PATH}*`, `${iam}:policy${OWN_PATH}*`, `${iam}:oidc-provider/*`],
    },
    notOtherStacks(stacks),
  ] as PolicyStatement[];
}
