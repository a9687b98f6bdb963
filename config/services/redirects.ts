import { z } from "zod";
import { text, uniqueList } from "../schema/leaves";
import { hostLabel, serviceName, urlPath } from "./leaves";

/** What a part of a URL is that the load balancer writes; `#{path}` and the like stand for what was asked for. */
function part(description: string, begins: RegExp, example: string) {
  return text((value) =>
    begins.test(value) && value.length <= 128
      ? undefined
      : `is not a ${description} (such as ${example}; 128 characters at most)`,
  );
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
const redirect = z.strictObject({
  name: serviceName().meta({
    description: "Name of the redirect, unique in its service: the priority of its rule follows.",
  }),
  hosts: uniqueList(hostLabel())
    .optional()
    .meta({
      description: "Names in the private zone that it is for. Left out, the service's own.",
      examples: [["old-shop"]],
    }),
  paths: uniqueList(urlPath())
    .default([])
    .meta({ description: "Paths of these; all, when there are none.", examples: [["/v1/*"]] }),
  host: part("host", /^[a-z0-9#{][a-z0-9.{}#-]*$/, "shop")
    .optional()
    .meta({
      description:
        "Where it leads: a name in the private zone, or a whole one (with dots). Left out, the same.",
    }),
  path: part("path", /^\/[\x21-\x7e]*$/, "/v2/#{path}")
    .optional()
    .meta({
      description: "Path where it leads; #{path} stands for the old one. Left out, the same.",
    }),
  query: part("query without ?", /^[\x21-\x3e\x40-\x7e]*$/, "from=old&#{query}")
    .optional()
    .meta({
      description: "Query where it leads, without ?. Left out, the same.",
    }),
  statusCode: z.enum(["HTTP_301", "HTTP_302"]).default("HTTP_302").meta({
    description:
      "HTTP_301 is for good: browsers keep it and ask no more. HTTP_302 may be taken back.",
  }),
  priority: z.int().min(1).max(50000).optional().meta({
    description:
      "Priority of its listener rule, where the one that follows from its name is taken.",
  }),
});

export const redirectsSchema = z.array(redirect).max(20).optional().meta({
  description: "Old names and paths, which the load balancer answers with where they are now.",
});
