import * as assert from "node:assert/strict";
import { goodStack, problemsOf } from "./stack";

const key = (arn: string) => ({ keys: { database: arn } });

function says(more: object, region?: string): readonly string[] {
  const stack = { ...goodStack(), residency: { allowedRegions: [region ?? "eu-west-1"] }, ...more };
  return problemsOf(stack, region).filter(
    (line) => line.includes("partition") || line.includes("has the Region"),
  );
}

describe("ARNs in the configuration", () => {
  it("are of the partition of the stack's Region", () => {
    assert.deepEqual(says(key("arn:aws:kms:eu-west-1:123456789012:key/0f3f8c1a")), []);
    assert.deepEqual(says(key("arn:aws-cn:kms:cn-north-1:123456789012:key/0f3f8c1a")), [
      'landbridge:keys.database: "arn:aws-cn:kms:cn-north-1:123456789012:key/0f3f8c1a" is in the partition aws-cn, and the stack\'s Region eu-west-1 in aws: nothing of one is known in the other',
    ]);
    assert.match(
      says(key("arn:aws:kms:eu-west-1:123456789012:key/0f3f8c1a"), "cn-north-1").join(),
      /the partition aws, and the stack's Region cn-north-1 in aws-cn/,
    );
  });

  it("name no Region of another one, wherever they stand", () => {
    const service = {
      name: "s1",
      placement: "cloud",
      image: "public.ecr.aws/nginx/nginx:1.29.4",
      cpu: 256,
      memory: 256,
      dataClassification: "internal",
      environment: { TOPIC: "arn:aws-cn:sns:cn-north-1:123456789012:x" },
      taskRoleStatements: [
        {
          actions: ["s3:GetObject", "sqs:SendMessage"],
          resources: [
            "arn:aws:s3:::a/*",
            "arn:aws:sqs:*:123456789012:a",
            "arn:aws:sqs:cn-north-1:123456789012:a",
            "*",
          ],
        },
      ],
    };
    const capacity = { general: { instanceTypes: ["m8g.large"], minSize: 1, maxSize: 8 } };
    assert.deepEqual(says({ services: [service], cluster: { capacity } }), [
      'landbridge:services[0].taskRoleStatements[0].resources[2]: "arn:aws:sqs:cn-north-1:123456789012:a" has the Region cn-north-1, which is not in aws',
    ]);
  });
});
