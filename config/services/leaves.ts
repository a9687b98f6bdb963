import { z } from "zod";
import { imageComplaint } from "./images";
import { text } from "../schema/leaves";

/** Names of services: part of the names of everything that a service has, of which target groups allow 32 characters. */
const LONGEST_NAME = 20;

const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

export function serviceName() {
  return text((value) => {
    if (!LABEL.test(value)) {
      return "is not a service name: lower-case letters, digits and hyphens, beginning with a letter";
    }
    return value.length > LONGEST_NAME
      ? `has ${value.length} characters; a service's name has ${LONGEST_NAME} at most, as target groups take 32 with what is added`
      : undefined;
  }).meta({ allowed: `lower-case letters, digits and hyphens, ${LONGEST_NAME} at most` });
}

/** A port that something listens on. */
export function port() {
  return z.int().min(1).max(65535);
}

/** A number of tasks. */
export function tasks() {
  return z.int().min(0).max(1000);
}

/** Docker's ephemeral range, from which other containers of the server get their ports. */
const EPHEMERAL = { first: 32768, last: 60999 };

/** SSH, Docker, and the ports that the ECS agent keeps for itself. */
const RESERVED = [22, 2375, 2376, 51678, 51679, 51680];

/** A fixed port of an on-premises server. */
export function hostPort() {
  return z
    .int()
    .min(1)
    .max(65535)
    .superRefine((value, context) => {
      const complain = (message: string) => {
        context.addIssue({ code: "custom", message: `${value} ${message}` });
      };
      if (RESERVED.includes(value)) {
        complain(`is taken on every server (reserved: ${RESERVED.join(", ")}); choose another`);
      } else if (value >= EPHEMERAL.first && value <= EPHEMERAL.last) {
        complain(
          `is in Docker's ephemeral range, ${EPHEMERAL.first} to ${EPHEMERAL.last}; choose a port outside`,
        );
      }
    });
}

export function image() {
  return text(imageComplaint).meta({
    allowed: "reference pinned by digest, by a whole version or by a commit",
  });
}

const ARN = /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):([a-z0-9-]+):/;

/** An ARN of one of some AWS services. */
export function arnOf(services: readonly string[], example: string) {
  return text((value) =>
    services.includes(ARN.exec(value)?.[2] ?? "")
      ? undefined
      : `is not an ARN of ${services.join(" or ")} (such as ${example})`,
  ).meta({ allowed: `ARN of ${services.join(" or ")}` });
}

/**
 * Where a secret's value is: a parameter; or a secret, whole, or one key of its JSON, stage and version besides, of
 * which the colons have to be there even when nothing is between them.
 */
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
export function secretArn() {
  const example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-db";
  return text((value) => {
    const [, , service, , , kind, ...rest] = ARN.test(value) ? value.split(":") : [];
    if (service === "ssm") {
      return kind?.startsWith("parameter/") && rest.length === 0
        ? undefined
        : "is not an ARN of a parameter (such as arn:aws:ssm:eu-west-1:123456789012:parameter/prod/orders/key)";
    }
    if (service !== "secretsmanager") {
      return `is not an ARN of secretsmanager or ssm (such as ${example})`;
    }
    if (kind !== "secret" || rest.length === 0 || rest[0] === "") {
      return `is not an ARN of a secret (such as ${example})`;
    }
    const [name = "", key = ""] = rest;
    return rest.length === 1 || rest.length === 4
      ? undefined
      : `is not a secret with its key: ECS takes <ARN>:<key>:<version stage>:<version ID>, with all colons, whatever is empty (...:secret:${name}:${key}::)`;
  }).meta({ allowed: "ARN of secretsmanager or ssm" });
}

/** The name of an environment variable. */
export function variableName() {
  return text((value) =>
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(value)
      ? undefined
      : "is not the name of an environment variable (letters, digits and underscores)",
  );
}

/** What a health check asks for: a path, with a query where it needs one. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html, HealthCheckPath
export function healthCheckPath() {
  return text((value) =>
    /^\/[\w\-.~!$&'()*+,;=:@%/]{0,1023}(\?[\w\-.~!$&'()*+,;=:@%/?]*)?$/.test(value) &&
    value.length <= 1024
      ? undefined
      : "is not a path (begins with /, 1,024 characters at most, a query after ? where it needs one)",
  );
}

/** Codes of a healthy target: one, a list or a range. Of HTTP three digits, of gRPC two at most. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
export function matcher() {
  return text((value) => {
    const codes = value.split(/[,-]/).map(Number);
    const isHttp = /^\d{3}((,\d{3})*|-\d{3})$/.test(value);
    const isGrpc = /^\d{1,2}((,\d{1,2})*|-\d{1,2})$/.test(value);
    const [first = 0, last = first] = codes;
    return (isGrpc || (isHttp && codes.every((code) => code >= 200 && code <= 499))) &&
      (!value.includes("-") || first < last)
      ? undefined
      : "is not a code, a list or a range of HTTP codes from 200 to 499 (such as 200, 200,302 or 200-299), nor of gRPC's from 0 to 99 (such as 0)";
  });
}

/** Text about a rule of a security group. */
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
export function ruleDescription() {
  return text((value) =>
    /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/.test(value)
      ? undefined
      : "has what AWS takes in no rule's description: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* are allowed, 255 at most",
  );
}

/** What a statement of IAM is about: an ARN, in which * and ? stand for others, or everything. */
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
export function statementResource() {
  return text((value) =>
    value === "*" ||
    /^arn:[a-z*-]+:[a-z0-9*-]+:[a-z0-9*?-]*:(\d{12}|\*|aws)?:[\x21-\x7e]+$/.test(value)
      ? undefined
      : 'is not an ARN (such as arn:aws:s3:::reports/*), nor "*"',
  );
}

/** A folder in a container. */
export function folder() {
  return text((value) =>
    /^(\/[\w.@+-]+)+$/.test(value) && !/\/\.\.?(\/|$)/.test(value) && value.length <= 255
      ? undefined
      : "is not a folder by its whole path (such as /tmp; letters, digits and _ . @ + -, no / at its end)",
  );
}

/** A path of routing: begins with a slash. */
export function urlPath() {
  return text((value) =>
    /^\/[\w\-.$/~"'@:+&*?]{0,127}$/.test(value)
      ? undefined
      : "is not a path (begins with /, 128 characters at most; * and ? stand for others)",
  );
}

/** The first label of a name in the private zone. */
export function hostLabel() {
  return text((value) =>
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value)
      ? undefined
      : "is not one label of a host name (such as orders for orders.<zone>)",
  );
}

/** A file of environment variables in a bucket. */
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html
export function environmentFile() {
  return text((value) =>
    /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^*?]+\.env$/.test(
      value,
    )
      ? undefined
      : "is not the ARN of a file in S3 whose name ends in .env (such as arn:aws:s3:::shop-settings/orders/1.5.0.env)",
  ).meta({ allowed: "ARN of a file in S3, whose name ends in .env" });
}
