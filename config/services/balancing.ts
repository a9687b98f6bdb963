import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";

/** Strings of a condition, in which * and ? stand for others. */
const pattern = text((value) =>
  value.length > 0 && value.length <= 128
    ? undefined
    : `has ${value.length} characters; a condition takes 1 to 128`,
);

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html
const httpHeader = z.strictObject({
  httpHeaderName: text((value) =>
    /^[\w!#$%&'*+.^`|~-]{1,40}$/.test(value) && value.toLowerCase() !== "host"
      ? undefined
      : "is not a header that a condition takes (40 characters at most, no wildcards, not Host: that is hosts)",
  ).meta({ description: "Name of the header.", examples: ["X-Client"] }),
  values: z
    .array(pattern)
    .min(1)
    .meta({ description: "Values, of which it has one. * and ? stand for others." }),
});

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html
const method = text((value) =>
  /^[A-Z_-]{1,40}$/.test(value)
    ? undefined
    : "is not a request method (capital letters, - and _, 40 at most; no wildcards)",
);

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringKeyValuePair.html
const queryString = z.strictObject({
  key: pattern.optional().meta({ description: "Key. Left out, of any." }),
  value: pattern.meta({ description: "Value. * and ? stand for others." }),
});

const conditions = z
  .strictObject({
    httpHeaders: z
      .array(httpHeader)
      .default([])
      .meta({ description: "Headers that a request has, all of them." }),
    httpRequestMethods: uniqueList(method)
      .default([])
      .meta({ description: "Methods, of which a request has one.", examples: [["GET", "HEAD"]] }),
    queryStrings: z
      .array(queryString)
      .default([])
      .meta({ description: "Parts of the query, of which a request has one." }),
  })
  .optional()
  .meta({
    description:
      "What requests to its hosts and paths are its own by, besides. They are asked before those of another service with the same paths and no conditions.",
  });

const RESERVED_COOKIES = ["AWSALB", "AWSALBAPP", "AWSALBTG"];

const stickiness = z
  .strictObject({
    type: z.enum(["lb_cookie", "app_cookie"]).default("lb_cookie").meta({
      description: "Whose cookie it goes by: one of the load balancer's, or the application's own.",
    }),
    cookieName: text((value) =>
      /^[\w!#$%&'*+.^`|~-]{1,256}$/.test(value) &&
      !RESERVED_COOKIES.some((reserved) => value.startsWith(reserved))
        ? undefined
        : `is not the name of a cookie of the application's own (those that begin with ${RESERVED_COOKIES.join(", ")} are the load balancer's)`,
    )
      .optional()
      .meta({ description: "The application's cookie, for app_cookie." }),
    durationInSeconds: z.int().min(1).max(604_800).default(86_400).meta({
      unit: "seconds",
      description: "How long a client stays with its target.",
    }),
  })
  .optional()
  .meta({
    description:
      "Whether a client stays with the target that answered it first, and on placement both with its side: weights are then those of new clients.",
  });

/** What the load balancer does for a service: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
export const balancingKeys = {
  conditions,
  stickiness,
  loadBalancingAlgorithm: z.enum(["round_robin", "least_outstanding_requests"]).optional().meta({
    description:
      "How the load balancer chooses a target. Left out, round_robin; a service that bursts has least_outstanding_requests.",
  }),
  slowStartInSeconds: z.int().min(30).max(900).optional().meta({
    unit: "seconds",
    description:
      "For how long a new target gets a rising share of requests, until it has its whole.",
  }),
} as const;
