import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "@pulumi/aws/iam";

/** Where state is. */
export interface State {
  readonly bucketArn: string;
  readonly keyArn: pulumi.Input<string>;
}

/** The project's folder of state: pkg/backend/diy of pulumi/pulumi names what is in it. */
const PROJECT = "landbridge";

/**
 * State of a stack, and of the one that it follows, for whoever previews. A preview takes no lock.
 *
 * https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 */
export function readStateStatements(
  { bucketArn, keyArn }: State,
  stacks: readonly string[],
): PolicyStatement[] {
  const files = stacks.map((stack) => `${bucketArn}/.pulumi/stacks/${PROJECT}/${stack}.*`);
  return [
    {
      Sid: "ListState",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: bucketArn,
    },
    {
      Sid: "ReadState",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: [`${bucketArn}/.pulumi/meta.yaml`, ...files],
    },
    { Sid: "DecryptState", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
  ];
}

/** The same, and to write that of the stack: its checkpoint, history, backups and lock. */
export function writeStateStatements(
  { bucketArn, keyArn }: State,
  stack: string,
): PolicyStatement[] {
  const folder = (name: string) => `${bucketArn}/.pulumi/${name}/${PROJECT}/${stack}`;
  return [
    {
      Sid: "WriteState",
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: [
        `${folder("stacks")}.*`,
        `${folder("history")}/*`,
        `${folder("backups")}/*`,
        `${bucketArn}/.pulumi/locks/organization/${PROJECT}/${stack}/*`,
      ],
    },
    {
      Sid: "EncryptState",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
    },
  ];
}
