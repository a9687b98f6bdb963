import { AwsError, type Draft } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { uuid } from "../../provider/values";

const certificateType = "aws:acm/certificate:Certificate";

const resource = ({ seed }: Draft): string => `certificate/${uuid(seed)}`;

/** What can't be changed: internal/service/acm/certificate.go of hashicorp/terraform-provider-aws. */
export const certificates: Service = {
  [certificateType]: {
    id: (draft, cloud) => cloud.arn("acm", resource(draft)),
    arnResource: resource,
    immutable: [
      "certificateAuthorityArn",
      "domainName",
      "keyAlgorithm",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
    ],
    deletable: ({ id }, cloud) => {
      const [user] = cloud.where("aws:lb/listener:Listener", "certificateArn", id);
      if (user) throw new AwsError("ResourceInUseException", `Certificate ${id} is in use.`);
    },
  },
};
