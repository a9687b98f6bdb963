import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "@pulumi/aws/iam";
import type { AwsContext } from "../awsContext";

/**
 * Trust policy of a role that one AWS service assumes, on behalf of this account only: nobody can talk the service
 * into using the role for another account.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 *
 * @param service The service's principal, such as `backup.amazonaws.com`.
 * @param sourceArn Pattern of the ARNs that the service may act for; whatever the account has when left out.
 */
export function serviceTrust(
  service: pulumi.Input<string>,
  { accountId }: AwsContext,
  sourceArn?: pulumi.Input<string>,
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
        },
      },
    ],
  };
}
