import { z } from "zod";
import { text } from "../schema/leaves";

const ID = /^tgw-[0-9a-f]{17}$/;
const ATTACHMENT = /^tgw-attach-[0-9a-f]{17}$/;

export const existingTransitGateway = z
  .strictObject({
    id: text((value) =>
      ID.test(value)
        ? undefined
        : "is not the ID of a transit gateway (such as tgw-0a1b2c3d4e5f60718)",
    ).meta({
      description: "The transit gateway; of another account where that one shares it by RAM.",
      allowed: "ID of a transit gateway",
      examples: ["tgw-0a1b2c3d4e5f60718"],
    }),
    attachmentId: text((value) =>
      ATTACHMENT.test(value)
        ? undefined
        : "is not the ID of an attachment (such as tgw-attach-0a1b2c3d4e5f60718)",
    )
      .meta({
        description:
          "The attachment of an existing VPC, whose routes lead to the data centre already. Left out, the VPC is attached here, and its private and isolated subnets get the routes.",
        allowed: "ID of a transit gateway attachment",
        examples: ["tgw-attach-0a1b2c3d4e5f60718"],
      })
      .optional(),
  })
  .meta({
    description:
      "A transit gateway that is there already, for mode `transit-gateway`: its owner accepts the attachment, and knows the way back.",
  });
