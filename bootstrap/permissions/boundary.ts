import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam";
import type { State } from "./state";
import type { Deployed } from "./deployed";
import { notOtherStacks } from "./otherStacks";
import { passedTo } from "./roleStatements";

/**
 * The most that a role of the program may ever do, whatever policies it gets: nothing of IAM, of the organization or
 * of other roles, nothing with what belongs to another stack, and nothing with state. It gives nothing by itself.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundary(
  deployed: Omit<Deployed, "boundaryArn" | "regions">,
  state?: State,
): PolicyDocument {
  const { stack, follows, partition, accountId } = deployed;
  const stacks = follows === undefined ? [stack] : [stack, follows];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EverythingButIdentities",
        Effect: "Allow",
        NotAction: ["account:*", "iam:*", "organizations:*", "sts:*"],
        Resource: "*",
      },
      {
        // AWS Backup gives a restored resource its role.
        Sid: "RolesOfRestores",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: `arn:${partition}:iam::${accountId}:role/*`,
        Condition: { StringEquals: { "iam:PassedToService": passedTo } },
      },
      notOtherStacks(stacks),
      ...(state ? [notState(state)] : []),
    ],
  };
}

function notState({ bucketArn, keyArn }: State): PolicyStatement {
  return {
    Sid: "NotState",
    Effect: "Deny",
    Action: "*",
    Resource: [bucketArn, `${bucketArn}/*`, keyArn],
  };
}
