import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { arnParts, type Account } from "../account";
import { check, failed, ok, warning, type Judgement } from "../check";
import { namedSecrets, type Named } from "../named";

/** A secret or parameter, as far as it was found. Nobody reads what is in it. */
export interface SecretFacts extends Named {
  readonly state: "there" | "absent" | "scheduled for deletion";
}

/** Whether a secret is there, and in the stack's Region. */
function judgeSecret({ arn, by, state }: SecretFacts, region: string): Judgement {
  const { region: at = "", resource = arn, service = "" } = arnParts(arn) ?? {};
  if (state === "scheduled for deletion") {
    return failed(
      `${by}: ${resource} is scheduled for deletion`,
      `aws secretsmanager restore-secret --secret-id ${arn}`,
    );
  }
  if (state === "absent") {
    const make =
      service === "ssm"
        ? "aws ssm put-parameter --type SecureString"
        : "aws secretsmanager create-secret";
    return failed(
      `${by}: ${resource} is not there`,
      `${make} --region ${at} ..., then its ARN into the stack's file`,
    );
  }
  if (at !== region) {
    return resource.includes("ecr-pullthroughcache/")
      ? failed(
          `${by}: ${resource} is in ${at}; ECR takes one of ${region}`,
          "make it there, or replicate it",
        )
      : warning(`${by}: ${resource} is in ${at}, and lost with it`, `replicate it to ${region}`);
  }
  return ok(`${by}: ${resource}`);
}

async function stateOfSecret(account: Account, arn: string): Promise<SecretFacts["state"]> {
  const client = account.client(SecretsManagerClient, arnParts(arn)?.region);
  try {
    const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: arn }));
    return DeletedDate ? "scheduled for deletion" : "there";
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
    return "absent";
  }
}

async function stateOfParameter(account: Account, arn: string): Promise<SecretFacts["state"]> {
  const { region, resource = "" } = arnParts(arn) ?? {};
  const name = resource.replace(/^parameter/, "");
  // A name without folders has no slash; its ARN has one: parameter/name.
  const Values = [name, name.slice(1)];
  const { Parameters = [] } = await account.client(SSMClient, region).send(
    new DescribeParametersCommand({
      ParameterFilters: [{ Key: "Name", Option: "Equals", Values }],
    }),
  );
  return Parameters.length > 0 ? "there" : "absent";
}

function isParameter({ arn }: Named): boolean {
  return arnParts(arn)?.service === "ssm";
}

export const secrets = check<readonly SecretFacts[]>({
  name: "Secrets",
  actions: ["secretsmanager:DescribeSecret"],
  applies: (config) => namedSecrets(config).some((each) => !isParameter(each)),
  ask: ({ account, config }) =>
    Promise.all(
      namedSecrets(config)
        .filter((each) => !isParameter(each))
        .map(async (each) => ({ ...each, state: await stateOfSecret(account, each.arn) })),
    ),
  judge: (facts, { config }) => facts.map((each) => judgeSecret(each, config.region)),
});

export const parameters = check<readonly SecretFacts[]>({
  name: "Parameters",
  actions: ["ssm:DescribeParameters"],
  applies: (config) => namedSecrets(config).some(isParameter),
  ask: ({ account, config }) =>
    Promise.all(
      namedSecrets(config)
        .filter(isParameter)
        .map(async (each) => ({ ...each, state: await stateOfParameter(account, each.arn) })),
    ),
  judge: (facts, { config }) => facts.map((each) => judgeSecret(each, config.region)),
});
