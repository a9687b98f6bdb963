import type { PolicyStatement } from "@pulumi/aws/iam";

/** Nothing with what carries another stack's tag: neither a deploying role nor any that it makes. */
export function notOtherStacks(stacks: string[]): PolicyStatement {
  return {
    Sid: "NotOtherStacks",
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: {
      Null: { "aws:ResourceTag/landbridge:stack": "false" },
      StringNotEquals: { "aws:ResourceTag/landbridge:stack": stacks },
    },
  };
}
