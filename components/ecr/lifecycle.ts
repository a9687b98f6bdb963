/**
 * A lifecycle policy that lets images go some days after their push.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function expireAfter(days: number, tagStatus: "untagged" | "any"): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: {
          tagStatus,
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: days,
        },
        action: { type: "expire" },
      },
    ],
  });
}
